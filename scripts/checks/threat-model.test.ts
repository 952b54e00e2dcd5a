import { expect, test } from 'vitest';
import { findForeignLicences, isAllowed } from './licences.ts';
import { projectOf } from './project.ts';
import { findUncoveredThreats } from './threat-model.ts';

const head = '| threat | what Rollcall does | test |\n| --- | --- | --- |\n';

test('a line whose test is there is fine, also when its title is broken over lines', () => {
  const project = projectOf({
    'docs/threat-model.md': `${head}| A guess | a limit | [a](../src/a.test.ts) › waits a while |\n| B | c | \`npm run check\` |\n`,
    'src/a.test.ts': "test('it waits a\n  while', () => {});",
  });
  expect(findUncoveredThreats(project)).toEqual([]);
});

test('a line without a test, of a file that is not there, or with a title that is not in it is found', () => {
  const project = projectOf({
    'docs/threat-model.md': `${head}| A | b | soon |\n| A | b | [a](../src/no.test.ts) › waits |\n| A | b | [a](../src/a.test.ts) › leaves |\n`,
    'src/a.test.ts': "test('waits', () => {});",
  });
  expect(findUncoveredThreats(project)).toEqual([
    'docs/threat-model.md:3: names no test',
    'docs/threat-model.md:4: there is no src/no.test.ts',
    'docs/threat-model.md:5: src/a.test.ts has no test "leaves"',
  ]);
});

test('a licence that is not on the list is found; of alternatives one is enough, of several all are needed', () => {
  expect(isAllowed('MIT')).toBe(true);
  expect(isAllowed('(GPL-3.0 OR MIT)')).toBe(true);
  expect(isAllowed('MIT AND GPL-3.0')).toBe(false);
  expect(isAllowed('')).toBe(false);
  const lock = {
    packages: { '': {}, 'node_modules/a': { license: 'AGPL-3.0' }, 'node_modules/b': { license: 'ISC' } },
  };
  expect(findForeignLicences(projectOf({ 'package-lock.json': JSON.stringify(lock) }))).toEqual([
    'package-lock.json: node_modules/a is under "AGPL-3.0"',
  ]);
});
