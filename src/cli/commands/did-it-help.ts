/** `rollcall did-it-help`: attendance before and after each kind of response, beside students alike who had none. */
import type { Command } from 'commander';
import {
  FEWEST_STUDENTS,
  readCampaignHelp,
  readDidItHelp,
  readHelpState,
  refreshAttendance,
  refreshDidItHelp,
  type Outcome,
  type Verdict,
} from '../../insight/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';

export function register(program: Command): void {
  const command = program
    .command('did-it-help')
    .description(
      'Attendance in the 20 school days before and after each kind of response, beside students alike who had none.',
    )
    .option('--school <id>', 'one school only');
  formatOption(command).action((options: { readonly school?: string; readonly format: Format }) =>
    withSession((session) => printHelp(session, options)),
  );
}

interface Line {
  readonly response: string;
  readonly students: number;
  readonly alike: number;
  readonly outcome: Outcome | null;
  readonly leftOut: Readonly<Record<string, number>>;
}

async function printHelp(
  session: Session,
  { school, format }: { readonly school?: string; readonly format: Format },
): Promise<void> {
  const { db, districtId, now } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  const schools = school === undefined ? undefined : [school];
  await refreshAttendance(db, { districtId, now: now() });
  await refreshDidItHelp(db, { districtId, now: now() });
  const { asOfOn } = await readHelpState(db.pool, districtId);
  const students = await readDidItHelp(db.pool, { districtId, schools });
  const campaigns = await readCampaignHelp(db.pool, { districtId, schools });
  const lines: readonly Line[] = [
    ...students.map(({ response, figures, outcome }) => ({ ...figures, response, outcome })),
    ...(campaigns.campaigns === 0 ? [] : [{ ...campaigns, response: 'campaign', alike: campaigns.schools }]),
  ];
  if (format === 'json')
    return lines.forEach(({ response, students: count, alike, outcome, leftOut }) =>
      printJsonLine({
        response,
        students: count,
        alike,
        ...outcome,
        verdict: outcome?.verdict ?? 'too-few',
        leftOut,
        asOf: asOfOn,
      }),
    );
  if (lines.length === 0) return remark('No response in this school year that could be looked at yet.');
  printTable(
    [
      'response',
      'students',
      'before %',
      'after %',
      'alike',
      'before %',
      'after %',
      'difference',
      'likely between',
      'left out',
      '',
    ],
    lines.map(rowOf),
  );
  remark(LIMITS);
}

const SAYS: Readonly<Record<Verdict, string>> = {
  helped: 'helped',
  'cannot-tell': 'we cannot tell',
  'fell-more': 'fell more, or rose less, than elsewhere',
};

function rowOf({ response, students, alike, outcome, leftOut }: Line): readonly (string | number | null)[] {
  const out = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  if (outcome === null)
    return [
      response,
      students,
      null,
      null,
      alike,
      null,
      null,
      null,
      null,
      out,
      `too few: ${Math.min(students, alike)}, and we need ${FEWEST_STUDENTS}`,
    ];
  const { before, after, alikeBefore, alikeAfter, difference, low, high, verdict } = outcome;
  return [
    response,
    students,
    before,
    after,
    alike,
    alikeBefore,
    alikeAfter,
    difference,
    `${low} and ${high}`,
    out,
    SAYS[verdict],
  ];
}

const LIMITS =
  'Alike: same school, same days, same band of attendance in the 20 days before and in the year until then, as many days without an\n' +
  'excuse in the year so far, and no such response in these 20 days. This is no experiment: who got a response was chosen by people. One comparison in 40 says "helped" by chance alone.';
