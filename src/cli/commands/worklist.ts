/** `rollcall worklist`: who is due, what was sent before, what is held and why. Changes nothing. */
import type { Command } from 'commander';
import { formatDay, parseDay } from '../../engine/index.ts';
import { isMailOn } from '../../messages/index.ts';
import {
  doubtInWords,
  fullDay,
  parseDecisionFilter,
  readDataThrough,
  readEvidenceNames,
  readWorklist,
  shortDay,
  worklistJson,
} from '../../notices/index.ts';
import type { DataThrough, Worklist, WorklistFilter, WorklistLine } from '../../notices/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { asOfOf, withSession, type Session } from '../session.ts';
import { listOption } from '../trigger-options.ts';

interface WorklistOptions {
  readonly school?: string;
  readonly pack?: string;
  readonly criterion?: string;
  readonly grade?: string;
  readonly student?: readonly string[];
  readonly decision?: string;
  readonly asOf?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('worklist')
    .description(
      'One list over all criteria and packs: who is due, what was sent before, what is held and why, what changed after sending. Changes nothing.',
    )
    .option('--school <id>', "the students' school now")
    .option('--pack <id>', 'one pack only')
    .option('--criterion <code>', 'one criterion only')
    .option('--grade <grade>', 'one grade only')
    .option('--student <ids>', 'these students only', listOption)
    .option(
      '--decision <decision>',
      'due, by-hand, held, declined, issued, changed, suppressed, satisfied, noted or all; else what waits for a person',
    )
    .option('--as-of <date>', 'the day to look from; else that of the last calculation, else today');
  formatOption(command).action((options: WorklistOptions) => withSession((session) => run(session, options)));
}

async function run(session: Session, options: WorklistOptions): Promise<void> {
  const { db, districtId } = session;
  await requireKnownNames(session, options);
  const filter = filterOf(options);
  const asOf = formatDay(await asOfOf(session, options.asOf));
  const canMail = await isMailOn(db.pool, districtId, process.env);
  const worklist = await readWorklist(db.pool, { districtId, asOf, filter, canMail });
  if (options.format === 'json') {
    const names = await readEvidenceNames(db.pool, districtId);
    for (const line of worklist.lines) printJsonLine(worklistJson(line, names));
    return;
  }
  const data = await readDataThrough(db.pool, {
    districtId,
    ...(options.school === undefined ? {} : { school: options.school }),
  });
  remark(headLine(data));
  remarkByHand(worklist);
  if (worklist.lines.length === 0) return remark(emptyLine(data, worklist, options));
  remark(countLine(worklist));
  remarkMail(worklist);
  printTable(
    ['student', 'grade', 'school', 'level', 'count', 'met on', 'decision', 'look first', 'sent before'],
    worklist.lines.map(rowOf),
  );
}

export function filterOf(
  options: Pick<WorklistOptions, 'school' | 'pack' | 'criterion' | 'grade' | 'student' | 'decision'>,
): WorklistFilter {
  const { school, pack, criterion, grade, student, decision } = options;
  return {
    ...(school === undefined ? {} : { school }),
    ...(pack === undefined ? {} : { pack }),
    ...(criterion === undefined ? {} : { criterion }),
    ...(grade === undefined ? {} : { grade }),
    ...(student === undefined ? {} : { students: student }),
    ...(decision === undefined ? {} : { decision: parseDecisionFilter(decision) }),
  };
}

/** How far the data goes, when it was calculated, by what. */
function headLine({ through, calculation, packs }: DataThrough): string {
  const calculated = calculation === null ? 'Not calculated yet' : `Calculated as of ${dayInWords(calculation.asOf)}`;
  return [
    `Data through ${through === null ? 'no day yet' : dayInWords(through)}`,
    calculated,
    packs.length === 0 ? 'No pack in use' : packs.join(', '),
  ].join(' · ');
}

function countLine({ counts }: Worklist): string {
  const { due, byHand, toApprove, held, declined, changed } = counts;
  const hand = byHand === 0 ? '' : ` · By hand ${formatCount(byHand)}`;
  return `Due ${formatCount(due)}${hand} · To approve ${toApprove} · Held ${formatCount(held)} · Declined ${declined} · Changed after sending ${changed}`;
}

/** How many letters of what is due leave without an envelope. */
function remarkMail({ lines }: Worklist): void {
  const mailed = lines.flatMap((line) =>
    line.plans.flatMap((plan) => plan.letters.filter(({ sendTo }) => sendTo !== '')),
  );
  if (mailed.length > 0)
    remark(`By e-mail: ${formatCount(mailed.length)} ${mailed.length === 1 ? 'letter' : 'letters'} of those due.`);
}

/** Nobody is to be forgotten because no letter goes out: what is met and not performed is said. */
function remarkByHand({ counts, lines }: Worklist): void {
  const isListed = lines.some((line) => line.actsByItself);
  if (counts.byHand === 0 || isListed) return;
  const steps =
    counts.byHand === 1 ? '1 step without a letter is' : `${formatCount(counts.byHand)} steps without a letter are`;
  remark(`${steps} due and done by people, for this version does not do them: rollcall worklist --decision by-hand`);
}

/** Of the whole list or of who is due: screens.md string 18. Of any other: what was asked for, for others may be due. */
function emptyLine({ through }: DataThrough, { counts }: Worklist, options: WorklistOptions): string {
  const data =
    through === null ? 'Nothing was imported yet: rollcall import DIR.' : `Data through ${dayInWords(through)}.`;
  const { decision, ...place } = filterOf(options);
  if (Object.keys(place).length > 0 || (decision !== undefined && decision !== 'due'))
    return `Nothing matches: ${filterInWords(options).join(', ')}. ${data}`;
  return `Nobody is due. ${data} ${counts.held === 1 ? '1 is held' : `${formatCount(counts.held)} are held`}: see why.`;
}

/** `decision changed`, `school oak`; students by their number only. */
function filterInWords(options: WorklistOptions): readonly string[] {
  const { decision, students, ...place } = filterOf(options);
  return [
    ...(decision === undefined ? [] : [`decision ${decision}`]),
    ...Object.entries(place).map(([name, value]) => `${name} ${value}`),
    ...(students === undefined ? [] : [students.length === 1 ? '1 student' : `${students.length} students`]),
  ];
}

function rowOf(line: WorklistLine): readonly (string | number)[] {
  const { trigger } = line;
  return [
    `${trigger.lastName}, ${trigger.firstName}`,
    line.grade,
    trigger.schoolName === '' ? line.at : trigger.schoolName,
    line.criterion,
    trigger.value,
    shortDay(parseDay(trigger.triggerOn) ?? 0),
    decisionInWords(line),
    line.doubts.map(doubtInWords).join('; '),
    line.sentBefore.map((sent) => `${sent.criterion} ${shortDay(parseDay(sent.date) ?? 0)} ${sent.state}`).join('; '),
  ];
}

function decisionInWords(line: WorklistLine): string {
  if (line.decision === 'issue') return 'due';
  if (line.isChanged) return `sent, ${line.reason ?? ''}`;
  const day = line.person?.until ?? null;
  const until = day === null ? '' : ` until ${day}`;
  return [line.decision, line.reason === null ? '' : `(${line.reason}${until})`]
    .filter((part) => part !== '')
    .join(' ');
}

function dayInWords(iso: string): string {
  return fullDay(parseDay(iso) ?? 0);
}
