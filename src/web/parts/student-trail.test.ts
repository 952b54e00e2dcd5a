import { expect, test } from 'vitest';
import { rememberTrail, trailPlaceOf } from './student-trail.ts';

test('a student who was in no list has no neighbours', () => {
  expect(trailPlaceOf('s1')).toBeUndefined();
});

test('neighbours are those of the list, each student once, and nothing beyond its ends', () => {
  rememberTrail(['s1', 's2', 's2', 's3'], '/s/oak/worklist');
  expect(trailPlaceOf('s1')).toMatchObject({ before: undefined, after: 's2', position: 1, count: 3 });
  expect(trailPlaceOf('s2')).toMatchObject({ before: 's1', after: 's3' });
  expect(trailPlaceOf('s3')).toMatchObject({ before: 's2', after: undefined, address: '/s/oak/worklist' });
  expect(trailPlaceOf('s4')).toBeUndefined();
});
