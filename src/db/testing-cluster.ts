/** Vitest's global setup: a home for the test run. Its server starts only when a test asks for a database. */
import type { TestProject } from 'vitest/node';
import { reserve } from './embedded/index.ts';
import { makeTestHome, removeTestHome } from './testing-home.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = makeTestHome();
  const release = await reserve(home);
  project.provide('testHome', home);
  return async () => {
    await release();
    await removeTestHome(home);
  };
}
