/**
 * Vitest's global setup: a home for the test run. Its server starts only when a test asks for a database.
 * Temporary folders of the tests are made in it as well, so that nothing of a run stays behind.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { reserve } from './embedded/index.ts';
import { makeTestHome, removeTestHome } from './testing-home.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = makeTestHome();
  const release = await reserve(home);
  project.provide('testHome', home);
  const temporary = join(home, 'tmp');
  mkdirSync(temporary, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  return async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await release();
    await removeTestHome(home);
  };
}
