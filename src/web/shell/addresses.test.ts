import { describe, expect, test } from 'vitest';
import { contextPath, inContext, safeReturn, schoolOfPath } from './addresses.ts';

describe('addresses', () => {
  test('a page is about a school, the district or neither', () => {
    expect(schoolOfPath('/s/oak/worklist')).toBe('oak');
    expect(schoolOfPath('/d/worklist')).toBeNull();
    expect(schoolOfPath('/students/s12')).toBeUndefined();
    expect(schoolOfPath('/disclosures')).toBeUndefined();
  });

  test('a school with a slash or a space in its id keeps its page', () => {
    expect(schoolOfPath(contextPath('a/b c', '/home'))).toBe('a/b c');
  });

  test('a change of school keeps the page', () => {
    expect(inContext('/s/oak/letters/batches/b7', 'elm')).toBe('/s/elm/letters/batches/b7');
    expect(inContext('/s/oak/worklist', null)).toBe('/d/worklist');
    expect(inContext('/d/worklist', 'oak')).toBe('/s/oak/worklist');
    expect(inContext('/students/s12', 'oak')).toBe('/students/s12');
  });

  test('nobody is sent to another site after signing in', () => {
    expect(safeReturn('/s/oak/worklist?tab=due')).toBe('/s/oak/worklist?tab=due');
    for (const bad of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '',
      undefined,
    ])
      expect(safeReturn(bad)).toBe('/');
    expect(safeReturn('/sign-in?next=/')).toBe('/');
  });
});
