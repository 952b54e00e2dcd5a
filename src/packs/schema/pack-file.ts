/** `pack.yaml`: what holds for all criteria of a pack. Source: criteria.md sections 3, 4, 7 and 9. */
import { z } from 'zod';
import { anyListOf, FOLDER_NAME, keys, listOf, oneOf, prose, shaped, text, whole } from '../../fields.ts';
import { view } from './selectors.ts';
import { date, monthDay, name, timeOfDay, weekday } from './values.ts';

const CYCLE = 'year, month or { term: quarter }';

const ladderCycle = z.union([oneOf(['year', 'month']), keys({ term: name })], { error: CYCLE });

const gap = keys({
  schoolDays: whole('schoolDays', { least: 0, most: 400 })
    .exactOptional()
    .describe('At least so many days in session after the latest issued level.'),
  further: whole('further', { least: 0, most: 1000 })
    .exactOptional()
    .describe("At least so many further dates that add to the level's measure."),
  event: name.exactOptional().describe('Such an event after the latest issued level.'),
});

const group = z.discriminatedUnion(
  'mode',
  [
    keys({ id: name, mode: z.literal('first-match') }),
    keys({
      id: name,
      mode: z.literal('ladder'),
      cycle: ladderCycle.exactOptional().describe(`Default year. ${CYCLE}.`),
      skipped: oneOf(['sequential', 'highest', 'all'])
        .exactOptional()
        .describe('Which of several triggered levels is next; default sequential.'),
      gap: gap.exactOptional(),
    }),
  ],
  { error: 'a group with mode first-match or ladder' },
);

const names = <T extends z.core.$ZodType>(value: T, what: string) =>
  z.record(name, value, { error: `a map from a name to ${what}` });

const requiredStatements = keys({
  letter: shaped(FOLDER_NAME, 'the name of a folder in letters/'),
  from: date,
  until: date.exactOptional().describe('Not included.'),
  statements: listOf(
    keys({
      id: shaped(/^[a-z0-9][a-z0-9-]{0,39}$/, 'an id of small letters, digits and hyphens'),
      about: prose('about', 500),
    }),
    'statement { id, about }',
  ),
  source: text('source', 500),
});

export const packFile = keys({
  id: shaped(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/,
    'an id of letters, digits, dots and hyphens, 60 characters at most',
  ).describe('The same for all versions of the pack.'),
  title: text('title').exactOptional(),
  version: text('version', 40).exactOptional().describe('In quotes, as "2026.1".'),
  sources: anyListOf(
    keys({
      title: text('title', 500),
      reviewed: date.exactOptional(),
      url: shaped(/^https:\/\/[^\s]{1,500}$/, 'an address that starts with https://').exactOptional(),
    }),
    'sources { title, reviewed }',
  )
    .exactOptional()
    .describe('What the pack rests on, and when somebody last read it.'),
  schoolYear: keys({ start: monthDay }).exactOptional().describe('First day of the school year; default "07-01".'),
  countThrough: oneOf(['as-of', 'previous-day'])
    .exactOptional()
    .describe('Whether the as-of date itself is counted; default as-of.'),
  schedule: keys({ days: listOf(weekday, 'weekday'), at: timeOfDay })
    .exactOptional()
    .describe('A proposal when to calculate; the district decides.'),
  presumeReceived: keys({ schoolDays: whole('schoolDays', { least: 1, most: 400 }) })
    .exactOptional()
    .describe('A mailed letter is presumed received so many days in session later.'),
  intervals: names(listOf(keys({ name, start: date, end: date }), 'interval { name, start, end }'), 'intervals')
    .exactOptional()
    .describe("Terms of the pack's own; they replace all terms of that name."),
  events: anyListOf(name, 'event names').exactOptional().describe("Events of the pack's own."),
  views: names(view, 'a view').exactOptional(),
  groups: anyListOf(group, 'groups { id, mode }').exactOptional(),
  requiredStatements: anyListOf(requiredStatements, 'entries { letter, from, statements, source }')
    .exactOptional()
    .describe('What a letter must say, from which date, by which law.'),
});

export type PackFile = z.infer<typeof packFile>;
export type WrittenView = NonNullable<PackFile['views']>[string];
export type WrittenGroup = NonNullable<PackFile['groups']>[number];
