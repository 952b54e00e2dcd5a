/** `rollcall issue`: stamps what is due, once. */
import { Option, type Command } from 'commander';
import { refuseFarDay } from '../../calculation/index.ts';
import { readDistrictSettings } from '../../db/district-settings.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { isMailOn, mailSettingsOf, nextFamilyMoment, readFamilyHours } from '../../messages/index.ts';
import {
  communicates,
  countEffects,
  countsOf,
  firstIssueWarning,
  issueNotices,
  languageName,
  planEffects,
  previewIssue,
  remarksOf,
  seenHash,
  wantsConference,
} from '../../notices/index.ts';
import type { CriterionCount, EffectCount, IssuePlan, IssueRequest, IssueResult } from '../../notices/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { effectsInWords } from '../effects-in-words.ts';
import { requireKnownNames } from '../known-names.ts';
import { confirm, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { asOfOf, timeZoneOf, withSession, type Session } from '../session.ts';
import { momentIn, timeOfDay } from '../time-of-day.ts';
import { countOption, listOption } from '../trigger-options.ts';
import { filterOf } from './worklist.ts';

interface IssueOptions {
  readonly pack?: string;
  readonly criterion?: string;
  readonly school?: string;
  readonly grade?: string;
  readonly student?: readonly string[];
  readonly channels: 'letters' | 'notifications' | 'both';
  readonly sentence?: string;
  readonly slot?: string;
  readonly key?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly asOf?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('issue')
    .description(
      'Stamp what is due, once: shows what will happen, asks, then freezes days, history and letters in one transaction. Without a criterion: everything that is ready.',
    )
    .option('--pack <id>', 'one pack only')
    .option('--criterion <code>', 'one criterion only')
    .option('--school <id>', "one school only: the students' school now")
    .option('--grade <grade>', 'one grade only')
    .option('--student <ids>', 'these students only', listOption)
    .addOption(
      new Option('--channels <channels>', 'what to send').choices(['letters', 'notifications', 'both']).default('both'),
    )
    .option('--sentence <text>', 'a sentence of your own in the letter; with one student only')
    .option('--slot <slot>', 'the conference slot; with one student only')
    .option('--key <key>', 'the same key twice is one batch')
    .option('--dry-run', 'show what will happen, and issue nothing')
    .option('--yes', 'do not ask')
    .option('--as-of <date>', 'the date on the letters; else that of the last calculation, else today');
  formatOption(command).action((options: IssueOptions) => withSession((session) => run(session, options)));
}

async function run(session: Session, options: IssueOptions): Promise<void> {
  await requireKnownNames(session, options);
  const request = await requestOf(session, options);
  const { plan, isFirst, changedStudents } = await previewIssue(session.db.pool, request);
  await refuseFarDay(session.db.pool, { districtId: session.districtId, asOf: parseDay(request.asOf) ?? 0 });
  tellChannel(plan, options);
  if (changedStudents > 0) remark(changedWarning(changedStudents));
  const without = new Set(options.channels === 'letters' ? ['notification'] : []);
  const planned = await planEffects(session.db.pool, { ...request, without }, plan.lines);
  const effects = countEffects(planned.values());
  if (options.dryRun === true) {
    tell(plan, { effects, isFirst, format: options.format });
    return tellWhenMailLeaves(session, request, plan);
  }
  if (plan.lines.length > 0) {
    show(plan, effects);
    await tellWhenMailLeaves(session, request, plan);
    if (isFirst) remark(firstIssueWarning(plan.lines.length));
    if (!(await confirm(`Issue ${notices(plan.lines.length)}?`, { yes: options.yes })))
      return remark('Nothing was issued and nothing will be sent.');
  }
  const result = await issueNotices(session.db, {
    ...request,
    previewed: new Set(plan.lines.map((line) => line.triggerId)),
    ...(options.yes === true ? {} : { seen: new Map(plan.lines.map((line) => [line.triggerId, seenHash(line)])) }),
  });
  if (options.format === 'json') printJsonLine(result);
  else report(result, await timeZoneOf(session));
}

/** An import came after the last calculation. */
function changedWarning(students: number): string {
  const who = students === 1 ? '1 student who is due or held has' : `${students} students who are due or held have`;
  return `${who} newer facts than the last calculation; they are judged again before anything is stamped. To see them first: rollcall calculate.`;
}

async function requestOf(session: Session, options: IssueOptions): Promise<IssueRequest> {
  const { sentence, slot, key } = options;
  const mail = await letterMailOf(session);
  const request: IssueRequest = {
    districtId: session.districtId,
    asOf: formatDay(await asOfOf(session, options.asOf)),
    filter: filterOf(options),
    by: session.by,
    now: session.now(),
    channels: options.channels,
    ...(mail === undefined ? {} : { mail }),
    ...(key === undefined ? {} : { key }),
  };
  if (sentence === undefined && slot === undefined) return request;
  if (options.student?.length !== 1) {
    throw new ProblemError([
      {
        path: sentence === undefined ? '--slot' : '--sentence',
        found: `${options.student?.length ?? 0} students`,
        allowed: 'exactly one --student',
      },
    ]);
  }
  return {
    ...request,
    ...(sentence === undefined ? {} : { sentence }),
    ...(slot === undefined ? {} : { chosenSlot: await chosenSlot(session, request, slot) }),
  };
}

/** Undefined: no mail server is set up here, and everything is printed. */
async function letterMailOf({ db, districtId, now }: Session): Promise<IssueRequest['mail']> {
  if (!(await isMailOn(db.pool, districtId, process.env))) return undefined;
  const { undoMinutes } = await readDistrictSettings(db.pool, districtId);
  return { notBefore: new Date(now().getTime() + undoMinutes * 60_000) };
}

/** After the undo, and in the hours of families. */
async function tellWhenMailLeaves({ db, districtId }: Session, { mail }: IssueRequest, plan: IssuePlan): Promise<void> {
  const byEmail = countsOf(plan.lines).reduce((sum, one) => sum + one.byEmail, 0);
  if (byEmail === 0 || mail === undefined) return;
  const hours = await readFamilyHours(db.pool, districtId);
  const leaves = nextFamilyMoment(hours, mail.notBefore);
  const why = leaves > mail.notBefore ? ', because families get messages in the hours of the district' : '';
  remark(`E-mails wait until ${momentIn(hours.timeZone, leaves)}${why}.`);
}

/** The one notice of the student that names a conference takes the slot. */
async function chosenSlot(
  session: Session,
  request: IssueRequest,
  slot: string,
): Promise<{ readonly triggerId: string; readonly slotId: number }> {
  const slotId = countOption('--slot', slot);
  const triggerId = await conferenceTrigger(session, request);
  return { triggerId, slotId };
}

async function conferenceTrigger(session: Session, request: IssueRequest): Promise<string> {
  const found = await wantsConference(session.db.pool, request);
  const [only] = found;
  if (only === undefined) throw new Refusal('No notice of this student that names a conference is due.');
  if (found.length > 1) throw new Refusal('More than one notice of this student names a conference: add --criterion.');
  return only;
}

/** Says what the chosen channel leaves out. */
function tellChannel(plan: IssuePlan, { channels }: IssueOptions): void {
  const count = (kind: string): number =>
    plan.lines.filter((line) => line.rule.then.some((one) => one.kind === kind)).length;
  const left = channels === 'both' ? 0 : count(channels === 'letters' ? 'notification' : 'letter');
  if (left > 0)
    remark(
      `${notices(left)} also ${left === 1 ? 'has' : 'have'} ${channels === 'letters' ? 'messages' : 'letters'}, which are not made: --channels both makes them too.`,
    );
  if (channels === 'notifications' && plan.lines.length === 0) remark('No notice that is due has messages.');
  const silent = plan.lines.filter((line) => !communicates(line.rule));
  if (silent.length > 0)
    remark(`${notices(silent.length)} sends nothing to the family.`.replace(/^(\d+ notices) sends/, '$1 send'));
}

/** Only what would happen. */
function tell(
  plan: IssuePlan,
  {
    effects,
    isFirst,
    format,
  }: { readonly effects: readonly EffectCount[]; readonly isFirst: boolean; readonly format: Format },
): void {
  if (format === 'json') {
    printJsonLine({
      dry_run: true,
      issued: plan.lines.length,
      held: plan.held,
      criteria: countsOf(plan.lines),
      effects,
    });
    return;
  }
  show(plan, effects);
  if (isFirst && plan.lines.length > 0) remark(firstIssueWarning(plan.lines.length));
  remark('Nothing was issued and nothing will be sent.');
}

function show(plan: IssuePlan, effects: readonly EffectCount[]): void {
  const counts = countsOf(plan.lines);
  printCounts(counts);
  const remarks = remarksOf(plan.lines);
  const letters = counts.reduce((sum, one) => sum + one.letters, 0);
  const byEmail = counts.reduce((sum, one) => sum + one.byEmail, 0);
  const conferences = counts.reduce((sum, one) => sum + one.conferences, 0);
  remark(
    `${notices(plan.lines.length)} will be issued and ${letters === 1 ? '1 letter' : `${letters} letters`} made: ${letters - byEmail} to print${byEmail === 0 ? '' : `, ${byEmail} by e-mail`}.`,
  );
  if (byEmail === 0 && plan.lines.some((line) => line.letters.some((letter) => letter.byEmail)))
    remark(
      mailSettingsOf(process.env) === null
        ? 'Letters of these may go by e-mail, but no mail server is set up here (ROLLCALL_SMTP_URL): all are printed.'
        : 'Letters of these may go by e-mail: none does, because the district has not switched that on or no guardian has an address.',
    );
  if (effects.length > 0) remark(`Also: ${effectsInWords(effects)}.`);
  if (conferences > 0)
    remark(`${conferences === 1 ? '1 conference takes' : `${conferences} conferences take`} the next free slots.`);
  if (remarks.withoutLetters > 0)
    remark(`${notices(remarks.withoutLetters)} without a letter: the student has the flag no-letters.`);
  if (remarks.twoHomes > 0) remark(`${remarks.twoHomes} with letters to more than one home.`);
  if (remarks.siblings.homes > 0)
    remark(
      `${remarks.siblings.students} students share ${remarks.siblings.homes === 1 ? '1 home' : `${remarks.siblings.homes} homes`} with a sibling.`,
    );
  for (const [tag, count] of Object.entries(remarks.notInLanguage))
    remark(`${count} in English: no letter in ${languageName(tag)} yet.`);
  if (plan.leftOut.length > 0)
    remark(
      `Left out, stay due: ${plan.leftOut.length}. Nobody of the family can receive the letter: rollcall worklist shows who, rollcall ready why.`,
    );
  if (plan.held > 0)
    remark(`${plan.held === 1 ? '1 is held' : `${plan.held} are held`}: rollcall worklist --decision held`);
}

function printCounts(counts: readonly CriterionCount[]): void {
  const languages = [...new Set(counts.flatMap((one) => Object.keys(one.languages)))].toSorted();
  const hasMail = counts.some((one) => one.byEmail > 0);
  const rows = counts.map((one) => [
    one.criterion,
    one.title,
    one.notices,
    one.letters,
    ...languages.map((tag) => one.languages[tag] ?? 0),
    ...(hasMail ? [one.byEmail, one.letters - one.byEmail] : []),
    one.conferences,
  ]);
  const ways = hasMail ? ['e-mail', 'print'] : [];
  for (const row of [['', '', 'notices', 'letters', ...languages.map(languageName), ...ways, 'conferences'], ...rows]) {
    remark(
      row
        .map((cell, at) =>
          at === 1 ? String(cell).padEnd(44) : at === 0 ? String(cell).padEnd(6) : String(cell).padStart(11),
        )
        .join(' '),
    );
  }
}

function report(result: IssueResult, timeZone: string): void {
  const { already_by: others } = result;
  if (result.already > 0 && others !== null) {
    remark(
      `${result.already} of ${result.already + result.issued} had just been issued by ${others.person} at ${timeOfDay(others.at, timeZone)}. They were not issued again.`,
    );
  }
  if (result.changed > 0)
    remark(`${notices(result.changed)} changed while you looked and did not go out: run rollcall issue again.`);
  if (result.batch === null) {
    remark(
      `Nothing was issued. ${result.held === 1 ? '1 is held' : `${result.held} are held`}${result.left_out.length === 0 ? '' : `, ${result.left_out.length} left out without an address`}.`,
    );
    return;
  }
  printTable(
    ['level', 'title', 'notices', 'letters', 'conferences'],
    result.criteria.map((one) => [one.criterion, one.title, one.notices, one.letters, one.conferences]),
  );
  if (result.effects.length > 0) remark(`Also: ${effectsInWords(result.effects)}.`);
  if (result.by_email > 0)
    remark(
      `${result.by_email === 1 ? '1 letter goes' : `${result.by_email} letters go`} by e-mail: not before rollcall letters has made ${result.by_email === 1 ? 'its' : 'their'} PDF, nor before the undo is over; a worker sends (rollcall work, or the app).`,
    );
  remark(
    `Batch ${result.batch}: ${notices(result.issued)} issued. Letters: rollcall letters --batch ${result.batch} --out letters.pdf. Undo before that: rollcall withdraw ${result.batch} --undo.`,
  );
}

function notices(count: number): string {
  return count === 1 ? '1 notice' : `${count} notices`;
}
