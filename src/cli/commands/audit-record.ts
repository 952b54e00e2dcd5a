/** `rollcall audit record`: what a party was given or asked for, written down by hand. */
import { Option, type Command } from 'commander';
import { recordDisclosures } from '../../access/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError } from '../../problem.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { dayOption, todayOf, withSession, type Session } from '../session.ts';
import { countOption, listOption } from '../trigger-options.ts';
import { wordsOption } from '../words-option.ts';

interface RecordOptions {
  readonly student: readonly string[];
  readonly kind: 'given' | 'asked';
  readonly on?: string;
  readonly party: string;
  readonly interest: string;
  readonly given: string;
  readonly corrects?: string;
  readonly format: Format;
}

const WORDS = { least: 2, most: 500 } as const;

/** Input: `studentOf` finds a student by the number of the student information system. */
export function registerRecord(
  audit: Command,
  studentOf: (session: Session, id: string) => Promise<{ readonly no: number }>,
): void {
  const record = audit
    .command('record')
    .description(
      'Write down what a party outside was given or asked for, a line for each student. Lines are never changed; one may correct another.',
    )
    .requiredOption('--student <id>', 'whose records; several joined by commas', listOption)
    .addOption(new Option('--kind <kind>', 'what').choices(['given', 'asked']).default('given'))
    .requiredOption('--party <text>', 'who')
    .requiredOption('--interest <text>', 'their legitimate interest')
    .requiredOption('--given <text>', 'which records')
    .option('--on <date>', 'on which day; today when left out')
    .option('--corrects <line>', 'the number of the line whose place it takes');
  formatOption(record).action((options: RecordOptions) =>
    withSession(async (session) => {
      const { db, districtId, by, now } = session;
      const { kind, corrects, format } = options;
      const students: number[] = [];
      for (const id of options.student) students.push((await studentOf(session, id)).no);
      const lines = await recordDisclosures(
        db,
        { actor: { personId: '', name: by }, districtId, from: 'command line', at: now() },
        {
          students,
          kind,
          on: await dayOf(session, options.on),
          party: wordsOption('--party', options.party, WORDS),
          interest: wordsOption('--interest', options.interest, WORDS),
          given: wordsOption('--given', options.given, WORDS),
          ...(corrects === undefined ? {} : { corrects: countOption('--corrects', corrects) }),
        },
      );
      if (format === 'json') for (const line of lines) printJsonLine({ disclosure: line });
      else remark(`Written down: ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}.`);
    }),
  );
}

/** Fails: ProblemError for a day that is still to come. */
async function dayOf(session: Session, given: string | undefined): Promise<string> {
  const today = await todayOf(session);
  const on = given === undefined ? today : formatDay(dayOption('--on', given));
  if (on <= today) return on;
  throw new ProblemError([{ path: '--on', found: on, allowed: 'today or earlier' }]);
}
