import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../access/roles.ts';
import { linksFor, type FirstLoad } from '../server/first-load.ts';
import { buildWeb } from './build.ts';

const LARGEST_ENTRY = 250 * 1024;

describe('the built app', () => {
  let dist = '';
  let page = '';
  beforeAll(async () => {
    dist = await buildWeb();
    page = readFileSync(join(dist, 'index.html'), 'utf8');
  });

  test.each(['/s/oak/home', '/d/home', '/sign-in'])(
    'what loads before the first screen at %s is below 250 KB of compressed JavaScript',
    (path) => {
      const load = JSON.parse(readFileSync(join(dist, 'first-load.json'), 'utf8')) as FirstLoad;
      const visitor = { role: 'clerk', school: 'oak' };
      const links = linksFor(load, { path, visitor, language: 'es' });
      const files = [...`${page}${links.after}`.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file!);
      expect(files.length).toBeGreaterThan(3);
      const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
      expect(bytes).toBeLessThan(LARGEST_ENTRY);
    },
  );

  test('the server is told the files of each screen, and where each role begins', () => {
    const load = JSON.parse(readFileSync(join(dist, 'first-load.json'), 'utf8')) as FirstLoad;
    expect(Object.keys(load.beginnings).toSorted()).toEqual([...ROLES].toSorted());
    expect(load.beginnings['clerk']).toEqual({ path: '/home', isOfSchool: true });
    expect(load.beginnings['system']).toMatchObject({ isOfSchool: false });
    expect(load.pages.filter(({ scripts }) => scripts.length === 0).map(({ path }) => path)).toEqual([]);
    for (const { scripts, styles, words } of load.pages)
      for (const file of [...scripts, ...styles, ...Object.values(words).flat()])
        expect(existsSync(join(dist, file))).toBe(true);
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
