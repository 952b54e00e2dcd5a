import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULE_TYPES } from './index.ts';

const source = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const files = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('the lists', () => {
  it('hold every rule type that has a file, under its own name', () => {
    const withRule = files('.').filter((name) => /: RuleType</.test(source(`./${name}`)) && name !== 'index.ts');
    expect(
      Object.keys(RULE_TYPES)
        .map((type) => `${type}.ts`)
        .sort(),
    ).toEqual(withRule.sort());
    for (const [type, rule] of Object.entries(RULE_TYPES)) expect(rule.type).toBe(type);
  });

  it('hold every measure that has a file', () => {
    const measures = files('./measures').filter((name) => name !== 'measure.ts');
    for (const name of measures) expect(source('./total.ts')).toContain(`./measures/${name}`);
    expect(measures.length).toBeGreaterThan(2);
  });
});
