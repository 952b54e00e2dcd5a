import { expect, test } from 'vitest';
import { ACTIONS } from '../../../access/roles.ts';
import en from '../../words/en/people.json' with { type: 'json' };
import es from '../../words/es/people.json' with { type: 'json' };

test.each([
  ['English', en.actions],
  ['Spanish', es.actions],
])('the table of what a role may do says each action in %s', (_language, said) => {
  expect(Object.keys(said).toSorted()).toEqual([...ACTIONS].toSorted());
});
