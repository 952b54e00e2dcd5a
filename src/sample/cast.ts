/**
 * The named people of the sample district: one cast for tests, docs, screenshots and demo logins.
 * Each student has a designed story; docs/guides/sample-district.md lists them in one table.
 * Dates are those of 2026-27; in another school year a date is the same day in session, counted from the first.
 */
import { OTHER_CAST } from './cast-elsewhere.ts';
import type { CastStaff, CastStudent } from './cast-member.ts';
import { OAK_CAST } from './cast-oak.ts';

export const CAST_STAFF: readonly CastStaff[] = [
  { id: 'S-BELL', name: 'Alma Bell', kind: 'attendance clerk', school: 'oak' },
  { id: 'S-MRUIZ', name: 'Mario Ruiz', kind: 'attendance clerk', school: 'elm' },
  { id: 'S-LANG', name: 'Patricia Lang', kind: 'administrator', school: 'oak' },
  { id: 'S-RCHEN', name: 'Rosalind Chen', kind: 'administrator', school: 'elm' },
  { id: 'S-OKAFOR', name: 'Joy Okafor', kind: 'counselor', school: 'oak' },
  { id: 'S-MARSH', name: 'Dana Marsh', kind: 'supervisor of attendance', school: '' },
  { id: 'S-IBARRA', name: 'Lucía Ibarra', kind: 'truancy officer', school: '' },
  { id: 'S-HOLT', name: 'Everett Holt', kind: 'prevention specialist', school: '' },
  { id: 'S-VANCE', name: 'Miriam Vance', kind: 'attendance office', school: '' },
];

/** In the order of their ids. */
export const CAST: readonly CastStudent[] = [...OAK_CAST, ...OTHER_CAST].toSorted(
  (a, b) => Number(a.id) - Number(b.id),
);
