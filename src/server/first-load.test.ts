import { describe, expect, test } from 'vitest';
import { linksFor, type FirstLoad, type PageVisitor } from './first-load.ts';

const page = (path: string, asks: readonly string[]) => ({
  path,
  scripts: [`/assets${path.replaceAll(/[/:]/g, '-')}.js`],
  styles: [],
  words: { en: ['/assets/en.js'], es: ['/assets/es.js'] },
  asks,
});
const LOAD: FirstLoad = {
  pages: [
    page('/s/:school/home', ['/api/me', '/api/home?school=:school']),
    page('/d/home', ['/api/me', '/api/home?school=:school']),
    page('/students/:student', ['/api/me', '/api/as-of?school=:school', '/api/students/:student']),
    page('/system', ['/api/me']),
    page('/sign-in', ['/api/sign-in/options']),
  ],
  beginnings: { clerk: { path: '/home', isOfSchool: true }, system: { path: '/system', isOfSchool: false } },
};
const OAK: PageVisitor = { role: 'clerk', school: 'oak' };

const asked = (path: string, visitor: PageVisitor): readonly string[] => hrefs(links(path, visitor).before);
const links = (path: string, visitor: PageVisitor, language = 'en') => linksFor(LOAD, { path, visitor, language });
const hrefs = (html: string): readonly string[] => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!);

describe('what the page has the browser ask for', () => {
  test('is that of the address: its school, in letters as the app will ask', () => {
    expect(asked('/s/elm/home', OAK)).toEqual(['/api/me', '/api/home?school=elm']);
    expect(asked('/s/north%20hill/home', OAK)).toEqual(['/api/me', '/api/home?school=north+hill']);
    expect(asked('/d/home', { role: 'clerk', school: null })).toEqual(['/api/me', '/api/home']);
  });

  test('is that of the person where the address says no school', () => {
    expect(asked('/students/s1', OAK)).toEqual(['/api/me', '/api/as-of?school=oak', '/api/students/s1']);
    expect(asked('/', OAK)).toEqual(['/api/me', '/api/home?school=oak']);
    expect(asked('/', { role: 'clerk', school: null })).toEqual(['/api/me', '/api/home']);
    expect(asked('/', { role: 'system', school: null })).toEqual(['/api/me']);
  });

  test('is who they are and the way in for somebody who is not signed in', () => {
    for (const path of ['/', '/s/oak/home', '/nowhere'])
      expect(asked(path, null)).toEqual(['/api/me', '/api/sign-in/options']);
    expect(asked('/sign-in', null)).toEqual(['/api/sign-in/options']);
  });

  test('is nothing at an address that the app does not have', () => {
    expect(links('/nowhere', OAK)).toEqual({ before: '', after: '' });
    expect(links('/s/oak/home/more', OAK)).toEqual({ before: '', after: '' });
  });
});

test('code and words of the page are named, in the language of the person', () => {
  expect(hrefs(links('/d/home', OAK, 'es').after)).toEqual(['/assets-d-home.js', '/assets/es.js']);
  expect(links('/d/home', OAK, 'es').after).toContain(
    '<link rel="modulepreload" href="/assets-d-home.js" crossorigin>',
  );
});

test('an address cannot end the element it stands in', () => {
  const { before } = links('/s/%22%3E%3Cscript%3E/home', OAK);
  expect(before).not.toMatch(/"><script|<script/);
  expect(links('/s/%E0%A4%A/home', OAK).before).toContain('/api/home?school=%25E0%25A4%25A');
});
