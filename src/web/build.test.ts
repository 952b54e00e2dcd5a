import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from './build.ts';

const LARGEST_ENTRY = 250 * 1024;

describe('the built app', () => {
  let dist = '';
  let page = '';
  beforeAll(async () => {
    dist = await buildWeb();
    page = readFileSync(join(dist, 'index.html'), 'utf8');
  });

  test('what loads before the first screen is below 250 KB of compressed JavaScript', () => {
    const files = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    expect(bytes).toBeLessThan(LARGEST_ENTRY);
  });

  test('the page has no script of its own, so that the content policy need not allow any', () => {
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/\son\w+=/);
  });

  test('each text has its compressed forms beside it', () => {
    const [script = ''] = [...page.matchAll(/src="\/([^"]+\.js)"/g)].map(([, file]) => file!);
    expect(readFileSync(join(dist, `${script}.gz`)).length).toBeGreaterThan(0);
    expect(readFileSync(join(dist, `${script}.br`)).length).toBeGreaterThan(0);
  });

  test('nothing is built again while nothing has changed', async () => {
    const said: string[] = [];
    await buildWeb((line) => said.push(line));
    expect(said).toEqual([]);
  });
});
