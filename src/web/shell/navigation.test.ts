import { describe, expect, test } from 'vitest';
import { ROLES } from '../../access/roles.ts';
import { GROUP_OF, PLACES_OF, placesOf } from './navigation.ts';

describe('navigation', () => {
  test('every role has a place to begin, and no place twice', () => {
    for (const role of ROLES) {
      expect(PLACES_OF[role].length).toBeGreaterThan(0);
      expect(new Set(PLACES_OF[role]).size).toBe(PLACES_OF[role].length);
    }
  });

  test('who has two roles sees the places of both, each once', () => {
    const places = placesOf(['teacher', 'clerk']);
    expect(places[0]).toBe('home');
    expect(new Set(places).size).toBe(places.length);
    expect(places).toEqual(expect.arrayContaining([...PLACES_OF.teacher, ...PLACES_OF.clerk]));
  });

  test('every place stands under a heading', () => {
    for (const role of ROLES) for (const place of PLACES_OF[role]) expect(GROUP_OF[place]).toBeDefined();
  });
});
