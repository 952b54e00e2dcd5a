/** `rollcall why`: explains a trigger, or its absence. */
import type { Command } from 'commander';
import { withTransaction } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { explainWhy, fullDay, shortDay } from '../../notices/index.ts';
import type { Why, WhyCriterion, WhyTrigger } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, type Format } from '../output.ts';
import { asOfOf, withSession, type Session } from '../session.ts';

interface WhyOptions {
  readonly student: string;
  readonly criterion?: string;
  readonly pack?: string;
  readonly asOf?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('why')
    .description(
      'Explain why a student met a criterion, or why not: the rule, the days that counted, the days that did not and why, what is missing, what was decided and sent.',
    )
    .requiredOption('--student <id>', 'the student')
    .option('--criterion <code>', 'one criterion only')
    .option('--pack <id>', 'one pack only')
    .option('--as-of <date>', 'ask about this day; else that of the last calculation, else today');
  formatOption(command).action((options: WhyOptions) => withSession((session) => run(session, options)));
}

async function run(session: Session, options: WhyOptions): Promise<void> {
  const { student, criterion, pack } = options;
  await requireKnownNames(session, {
    ...(criterion === undefined ? {} : { criterion }),
    ...(pack === undefined ? {} : { pack }),
  });
  const asOf = await asOfOf(session, options.asOf);
  const question = {
    districtId: session.districtId,
    student,
    asOf,
    ...(criterion === undefined ? {} : { criterion }),
    ...(pack === undefined ? {} : { pack }),
  };
  const why = await withTransaction(session.db, (client) => explainWhy(client, question));
  if (why === null) throw new Refusal('No student with that number.');
  if (why.criteria.length === 0)
    throw new Refusal(
      criterion === undefined && pack === undefined
        ? "No pack is in use at this student's school: rollcall pack use DIR."
        : "No pack in use at this student's school has that criterion, or it is not this pack.",
    );
  if (options.format === 'json')
    for (const one of why.criteria) printJsonLine({ student: why.student, name: why.name, as_of: why.as_of, ...one });
  else process.stdout.write(`${whyText(why)}\n`);
}

function whyText(why: Why): string {
  const head = `${why.name}${why.grade === '' ? '' : `, grade ${why.grade}`}, as of ${dayInWords(why.as_of)}`;
  return [head, ...why.criteria.map(criterionText)].join('\n\n');
}

function criterionText(one: WhyCriterion): string {
  const school = one.school === null ? '' : ` at ${one.school}`;
  return [
    `${one.criterion}  ${one.title}${school}  (${one.pack} ${one.version}): ${stateInWords(one)}`,
    ...wrapped(one.sentence),
    ...one.triggers.flatMap((trigger) => triggerText(trigger, one)),
    ...(one.missing === '' ? [] : [`  ${one.state === 'not-met' ? `Missing: ${one.missing}` : one.missing}`]),
    ...listText(
      `Counted${one.window.from === null ? '' : ` since ${dayInWords(one.window.from)}`}`,
      one.counted.map((record) => recordText(record)),
    ),
    ...listText(
      'Not counted',
      one.not_counted.map((record) => `${recordText(record)}: ${record.why}`),
    ),
    ...wrapped(`Rule: ${one.rule}`),
  ].join('\n');
}

/** The latest trigger's sentence stands above already. */
function triggerText(trigger: WhyTrigger, one: WhyCriterion): readonly string[] {
  const name = `${trigger.cycle}${trigger.occurrence === 1 ? '' : ` number ${trigger.occurrence}`}`;
  const isTold = trigger.why === '' || trigger.why === one.sentence;
  return [
    ...(isTold ? [] : [`  Cycle ${name}: ${trigger.why}`]),
    ...(trigger.decided === '' ? [] : [`  ${isTold ? '' : `Cycle ${name}: `}${trigger.decided}`]),
    ...trigger.decisions.map((sentence) => `    ${sentence}`),
    ...trigger.notices.filter((sentence) => sentence !== trigger.decided).map((sentence) => `    ${sentence}`),
  ];
}

function stateInWords(one: WhyCriterion): string {
  if (one.state === 'issue') return one.acts_by_itself ? 'met' : 'due';
  if (one.state !== 'not-met') return one.state;
  return one.progress.map(({ have, need }) => (need === null ? 'not met' : `${have} of ${need}`)).join(', ');
}

function recordText(record: WhyCriterion['counted'][number]): string {
  const minutes = record.minutes === null ? '' : `, ${record.minutes} minutes`;
  return `${shortDay(parseDay(record.date) ?? 0)} ${record.code}${record.period === null ? ' all day' : ` period ${record.period}`}${minutes}`;
}

/** Entries side by side, as many to a line as fit. */
function listText(title: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  return [`  ${title} (${entries.length}):`, ...filled(entries, ' · ', '    ')];
}

const WIDTH = 110;

/** Text in lines that fit. */
function wrapped(text: string): readonly string[] {
  return filled(text.split(' '), ' ', '  ');
}

function filled(parts: readonly string[], between: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line}${between}${part}`;
    if (line === '' || indent.length + longer.length <= WIDTH) line = longer;
    else {
      lines.push(`${indent}${line}${between.trimEnd()}`);
      line = part;
    }
  }
  return [...lines, `${indent}${line}`];
}

function dayInWords(iso: string): string {
  return fullDay(parseDay(iso) ?? 0);
}
