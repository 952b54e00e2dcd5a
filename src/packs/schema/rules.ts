/** Windows and rules. Source: criteria.md sections 4 and 5. */
import { z } from 'zod';
import { decimal, keys, listOf, oneOf, text, whole } from '../../fields.ts';
import { counts, only } from './selectors.ts';
import { name } from './values.ts';

const WINDOW = 'year, month, { term: quarter }, { days: 28 }, { schoolDays: 20 } or { since: letter-received }';

export const window = z
  .union(
    [
      oneOf(['year', 'month']),
      keys({ term: name.describe('A kind of term.') }),
      keys({ days: whole('days', { least: 1, most: 400 }) }),
      keys({ schoolDays: whole('schoolDays', { least: 1, most: 400 }) }),
      keys({ since: name.describe('An event.'), ref: text('ref').exactOptional() }),
    ],
    { error: WINDOW },
  )
  .describe(`What is counted, up to and including the date: ${WINDOW}.`);

const atLeast = decimal('atLeast', { over: 0, most: 1_000_000 });
const atMost = decimal('atMost', { over: 0, most: 1_000_000 });
const mode = oneOf(['cumulative', 'consecutive']);
const viewName = name.describe('The name of a view of pack.yaml.');

const total = {
  type: z.literal('total'),
  counts: counts.exactOptional(),
  view: viewName.exactOptional(),
  only: only.exactOptional(),
  measure: oneOf(['dates', 'periods', 'days', 'minutes']).exactOptional().describe('What a date adds; default dates.'),
  atLeast: atLeast.describe('Holds from this count on.'),
  atMost: atMost.exactOptional().describe('And up to this count.'),
};

const same = {
  type: z.literal('same'),
  by: oneOf(['period', 'course']),
  counts,
  only: only.exactOptional(),
  atLeast,
  atMost: atMost.exactOptional(),
};

const pattern = {
  type: z.literal('pattern'),
  counts,
  only: only.exactOptional(),
  withinDay: keys({ mode: mode.exactOptional(), atLeast: atLeast.exactOptional(), atMost: atMost.exactOptional() })
    .exactOptional()
    .describe('How many periods of a date make it qualify; default: at least 1.'),
  days: keys({ mode: mode.exactOptional(), atLeast, atMost: atMost.exactOptional() }).describe(
    'How many qualifying dates, or a run of them.',
  ),
  bridge: counts.exactOptional().describe('A date with such a record does not break a run.'),
};

const percent = {
  atLeast: decimal('atLeast', { over: 0, most: 100 }).exactOptional(),
  over: decimal('over', { least: 0, most: 100 }).exactOptional(),
};

const rate = {
  type: z.literal('rate'),
  counts: counts.exactOptional(),
  view: viewName.exactOptional(),
  ...percent,
  minDays: whole('minDays', { least: 0, most: 400 })
    .exactOptional()
    .describe('Only with so many enrolled days; default 10.'),
};

const event = { type: z.literal('event'), event: name.describe('An event of events.csv.') };

const TYPE = { error: 'a rule with type total, same, pattern, rate or event' };

const inside = z.discriminatedUnion('type', [keys(total), keys(same), keys(pattern), keys(rate), keys(event)], TYPE);

const windowed = z.discriminatedUnion(
  'type',
  [
    keys({ ...total, window: window.exactOptional() }),
    keys({ ...same, window: window.exactOptional() }),
    keys({ ...pattern, window: window.exactOptional() }),
    keys({ ...rate, window: window.exactOptional() }),
    keys({ ...event, window: window.exactOptional() }),
  ],
  TYPE,
);

const any = keys({
  any: listOf(inside, 'rule').describe('Holds when one of these does. They write no window.'),
  window: window.exactOptional(),
});

/** One rule, or `{ any: [rules], window }`. */
export const when = z.union([windowed, any], { error: 'one rule with a type, or { any: [rules], window }' });
