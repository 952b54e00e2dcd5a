/** `criteria/*.yaml`, one criterion each. Source: criteria.md section 9. */
import { z } from 'zod';
import { CONSEQUENCES } from '../../consequences/index.ts';
import { anyListOf, decimal, keys, listOf, oneOf, prose, text, whole } from '../../fields.ts';
import { when } from './rules.ts';
import { criterionCode, date, name } from './values.ts';

const [first, second, ...rest] = CONSEQUENCES.map(({ settings }) => settings);
if (first === undefined || second === undefined) throw new Error('there are no consequences');

const consequence = z.union([first, second, ...rest], {
  error: `an entry such as { letter: first-notice }; kinds: ${CONSEQUENCES.map(({ kind }) => kind).join(', ')}`,
});

const repeat = z.union([oneOf(['once', 'each']), keys({ every: decimal('every', { over: 0, most: 1_000_000 }) })], {
  error: 'once, each or { every: N }',
});

const release = z.union(
  [oneOf(['review', 'automatic', 'none']), keys({ approve: text('a role, as administrator', 60) })],
  {
    error: 'review, automatic, none or { approve: ROLE }',
  },
);

export const criterionFile = keys({
  code: criterionCode.describe(
    'Unique in the pack (but for two definitions that do not overlap in effective), 5 characters at most.',
  ),
  title: text('title').exactOptional(),
  description: prose('description', 255).exactOptional().describe('In words, 255 characters at most.'),
  group: name.exactOptional().describe('A group of pack.yaml.'),
  order: z.int({ error: 'order: a whole number' }).exactOptional().describe('Place in its group.'),
  when,
  repeat: repeat.exactOptional().describe('Triggers in one cycle; default once.'),
  maxPerCycle: whole('maxPerCycle', { least: 1 })
    .exactOptional()
    .describe('Only the first so many triggers of a cycle.'),
  scope: oneOf(['district', 'school'])
    .exactOptional()
    .describe('Count at every school (district, default) or each school apart.'),
  release: release.exactOptional().describe('Who lets it act; default review.'),
  settle: whole('settle', { least: 0, most: 400 })
    .exactOptional()
    .describe('Held for so many days in session after the trigger date, so that notes can arrive.'),
  exempt: anyListOf(text('a flag', 60), 'flags').exactOptional().describe('Held for students with one of these flags.'),
  effective: keys({ from: date.exactOptional(), until: date.exactOptional() })
    .exactOptional()
    .describe('Trigger dates from (included) and until (not included).'),
  grades: listOf(text('a grade', 20), 'grade in quotes').exactOptional(),
  schools: listOf(text('a school id', 60), 'school id in quotes').exactOptional(),
  source: text('source', 500).exactOptional().describe('Where the rule comes from.'),
  then: anyListOf(consequence, 'entries such as { letter: first-notice }').exactOptional().describe('What follows.'),
});

export type CriterionFile = z.infer<typeof criterionFile>;
export type WrittenWhen = CriterionFile['when'];
export type WrittenSimpleRule = Extract<WrittenWhen, { type: string }>;
export type WrittenWindow = NonNullable<WrittenSimpleRule['window']>;
