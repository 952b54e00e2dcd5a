import { describe, expect, test } from 'vitest';
import { renderProblem } from '../../problem.ts';
import { parseYamlFile } from './yaml-file.ts';

function told(text: string): readonly string[] {
  const reading = parseYamlFile('a.yaml', text);
  return reading.ok ? [] : reading.problems.map(renderProblem);
}

function valueOf(text: string): unknown {
  const reading = parseYamlFile('a.yaml', text);
  return reading.ok ? reading.yaml.value : undefined;
}

describe('values', () => {
  test('dates, times and leading zeros: what YAML takes for text stays text', () => {
    expect(valueOf('[2026-03-09, 17:32, 07-01, yes, on]')).toEqual(['2026-03-09', '17:32', '07-01', 'yes', 'on']);
    expect(valueOf('[01, "01", 1.50, true]')).toEqual([1, '01', 1.5, true]);
  });

  test('an alias stands for what its anchor names', () => {
    expect(valueOf('a: &x { b: 1 }\nc: *x\n')).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });

  test('a value is found at its line and column, also behind an alias', () => {
    const reading = parseYamlFile('a.yaml', 'a:\n  - one\n  - &x { b: 01 }\nc: *x\n');
    if (!reading.ok) throw new Error('no YAML');
    const at = (path: readonly (string | number)[]): string =>
      renderProblem(reading.yaml.problemAt(path, { allowed: '...' }));
    expect(at(['a', 0])).toBe('a.yaml:2:5 a.0: found "one"; allowed: ...');
    expect(at(['a', 1, 'b'])).toBe('a.yaml:3:13 a.1.b: found 01; allowed: ...');
    expect(at(['c', 'b'])).toBe('a.yaml:3:13 c.b: found 01; allowed: ...');
    expect(at(['a', 1, 'nowhere'])).toContain('found nothing');
    expect(at([])).toBe('a.yaml:1:1: found a map with a, c; allowed: ...');
  });
});

describe('what is no pack file', () => {
  test.each([
    ['a: 1\nb: {\n', 'a.yaml:3:1: found text that is not YAML'],
    ['a: 1\na: 2\n', 'a.yaml:2:1: found the key a twice; allowed: each key once'],
    ['a: 1\n---\nb: 2\n', 'found text that is not YAML (Source contains multiple documents'],
    ['a: !!js/function x\n', 'a.yaml:1:4: found the tag tag:yaml.org,2002:js/function; allowed: values without tags'],
    ['? [a, b]\n: 1\n', 'a.yaml:1:3: found a key that is no text; allowed: keys of plain text'],
    ['__proto__: { a: 1 }\n', 'found the key __proto__'],
    ['a: *nowhere\n', 'a.yaml:1:4: found an alias without its anchor'],
    ['a: &x [*x]\n', 'found an alias to something around it'],
    ['\ta: 1\n', 'found text that is not YAML'],
  ])('%j', (text, problem) => {
    expect(told(text)[0]).toContain(problem);
  });

  test('an empty file is an empty value, not a crash', () => {
    expect(valueOf('')).toBeNull();
    expect(valueOf('# only a comment\n')).toBeNull();
  });
});

describe('what would take for ever or end the process', () => {
  const long = (piece: string): string => piece.repeat(Math.floor((64 * 1024) / piece.length));

  test.each(['? ', '- ', '[', '{', '{a: ', '- - ? ', 'a: [\n', '  '])('nesting: %j', (piece) => {
    expect(told(long(piece))[0]).toContain(
      'found nesting beyond reason; allowed: maps and lists at most 20 levels deep',
    );
  });

  test.each(['"', ']', '*a ', '%\n', '\n', '? a\n', '---\n', 'a: b\n', '&a ', '!!str '])(
    'length: %j is answered',
    (piece) => {
      const started = performance.now();
      parseYamlFile('a.yaml', long(piece));
      expect(performance.now() - started).toBeLessThan(30_000);
    },
    60_000,
  );

  test('a few aliases that stand for billions of values', () => {
    const lines = [
      'a0: &a0 [x, x, x, x, x, x, x, x]',
      ...Array.from(
        { length: 12 },
        (_, index) => `a${index + 1}: &a${index + 1} [${Array.from({ length: 8 }, () => `*a${index}`).join(', ')}]`,
      ),
    ];
    expect(told(lines.join('\n'))[0]).toMatch(/more than \d+ (aliases|values)/);
  });

  test('twenty thousand keys', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(Object.keys(valueOf(text) as object)).toHaveLength(20_000);
  });
});
