import { describe, expect, test } from 'vitest';
import { findBrokenLinks } from './links.ts';
import { findLockfileFaults } from './lockfile.ts';
import { findMachinePaths } from './machine-paths.ts';
import { findForbiddenNames } from './names.ts';
import { projectOf } from './project.ts';
import { findBrokenWalls, WALLS } from './walls.ts';

describe('walls', () => {
  const faults = (texts: Record<string, string>): readonly string[] => findBrokenWalls(projectOf(texts));

  test('an import along the table stands, one against it is found, also of a type and when it is lazy', () => {
    expect(faults({ 'src/calculation/a.ts': `import { x } from '../db/index.ts';` })).toEqual([]);
    expect(faults({ 'src/db/a.ts': `import type {\n  X,\n} from '../calculation/index.ts';` })).toHaveLength(1);
    expect(faults({ 'src/db/a.ts': `export * from '../notices/index.ts';` })).toHaveLength(1);
    expect(faults({ 'src/db/a.ts': `const x = await import('../cli/main.ts');` })).toHaveLength(1);
  });

  test('the engine imports nothing but itself and is entered by its only door', () => {
    expect(faults({ 'src/engine/a.ts': `import { b } from './b.ts';` })).toEqual([]);
    expect(faults({ 'src/engine/a.ts': `import fs from 'node:fs';` })).toHaveLength(1);
    expect(faults({ 'src/engine/a/b.ts': `import { x } from '../../problem.ts';` })).toHaveLength(1);
    expect(faults({ 'src/db/a.ts': `import { x } from '../engine/calendar/day.ts';` })).toHaveLength(1);
    expect(faults({ 'src/db/a.ts': `import { x } from '../engine/index.ts';` })).toEqual([]);
  });

  test('the browser sees the descriptions of routes and nothing that answers them', () => {
    expect(faults({ 'src/web/a.tsx': `import { contract } from '../server/contract.ts';` })).toEqual([]);
    expect(faults({ 'src/web/a.ts': `import { x } from '../server/worklist/contract.ts';` })).toEqual([]);
    expect(faults({ 'src/web/a.tsx': `import { x } from '../server/worklist/handlers.ts';` })).toHaveLength(1);
    expect(faults({ 'src/web/a.ts': `import { x } from '../access/actor.ts';` })).toHaveLength(1);
  });

  test('tests may import anything, an unknown room may not be there', () => {
    expect(faults({ 'src/db/a.test.ts': `import { x } from '../cli/main.ts';` })).toEqual([]);
    expect(faults({ 'src/attic/a.ts': '' })).toHaveLength(1);
  });

  test('the table has no ring: every room can be reached after those it imports', () => {
    const placed = new Set<string>();
    for (let before = -1; before !== placed.size;) {
      before = placed.size;
      for (const [room, allowed] of Object.entries(WALLS))
        if (allowed.every((other) => placed.has(other))) placed.add(room);
    }
    expect([...placed].toSorted()).toEqual(Object.keys(WALLS).toSorted());
  });
});

test('a file or folder called utils, helpers, common, lib, misc or shared is found', () => {
  const project = projectOf({
    'src/a/utils.ts': '',
    'src/shared/b.ts': '',
    'src/a/calendar.ts': '',
    'src/a/sharedness.ts': '',
  });
  expect(findForbiddenNames(project)).toHaveLength(2);
});

test('a path of one machine is found by line, a path of any machine is not', () => {
  const home = ['', 'home', 'ada', 'x'].join('/');
  expect(findMachinePaths(projectOf({ 'a.ts': `one\n${home}\n` }))).toEqual([
    `a.ts:2: ${home.slice(0, -1)} exists on one machine only`,
  ]);
  expect(findMachinePaths(projectOf({ 'a.ts': '/var/lib/rollcall and ./homework/x and /tmp/x' }))).toEqual([]);
});

test('a lockfile that names another registry or lacks a checksum, and a version that is a range, are found', () => {
  const lock = {
    packages: { '': {}, a: { integrity: 'x' }, b: {}, c: { integrity: 'x', resolved: 'https://mirror.example/c.tgz' } },
  };
  const manifest = { dependencies: { a: '1.2.3', b: '^1.2.3' } };
  const project = projectOf({ 'package-lock.json': JSON.stringify(lock), 'package.json': JSON.stringify(manifest) });
  expect(findLockfileFaults(project)).toHaveLength(3);
});

test('a link that leads to no file or no heading is found; code and addresses are left alone', () => {
  const project = projectOf({
    'README.md':
      '[a](docs/a.md) [b](docs/b.md) [c](docs/a.md#two-words) [d](docs/a.md#three) [e](https://example.org) `[f](g.md)`',
    'docs/a.md': '# Two words\n',
  });
  expect(findBrokenLinks(project)).toEqual([
    'README.md: docs/b.md leads nowhere',
    'README.md: docs/a.md#three names a heading that is not there',
  ]);
});
