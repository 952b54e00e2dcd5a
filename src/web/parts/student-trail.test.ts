import { expect, test } from 'vitest';
import { rememberTrail, trailPlaceOf } from './student-trail.ts';

const rows = (...students: readonly string[]) => students.map((student) => ({ student }));

test('a student who was in no list has no neighbours', () => {
  expect(trailPlaceOf('s1')).toBeUndefined();
});

test('neighbours are those of the list, each student once, and nothing beyond its ends', () => {
  rememberTrail(rows('s1', 's2', 's2', 's3'));
  expect(trailPlaceOf('s1')).toEqual({ before: undefined, after: 's2', position: 1, count: 3 });
  expect(trailPlaceOf('s2')).toMatchObject({ before: 's1', after: 's3' });
  expect(trailPlaceOf('s3')).toMatchObject({ before: 's2', after: undefined });
  expect(trailPlaceOf('s4')).toBeUndefined();
});

test('a list that is not about students leaves the last one as it is', () => {
  rememberTrail(rows('s1', 's2'));
  rememberTrail([{ person: 'p1' }, { student: 'N12' }, null, 'x']);
  expect(trailPlaceOf('s2')).toMatchObject({ position: 2 });
});
