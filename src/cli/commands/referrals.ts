/** `rollcall referrals`: files on their way to somebody who reviews them and decides. */
import { Option, type Command } from 'commander';
import type { ClientBase } from 'pg';
import { KnownDistrict, readDistrict } from '../../calculation/index.ts';
import { buildFile, CASE_FILE_PARTS, fileName, giveFile, sealFile } from '../../case-files/index.ts';
import {
  acceptReferral,
  countReady,
  decideReferral,
  DUTY_OF_ROLE,
  findReferral,
  makeReferrals,
  personOfDuty,
  readReferralReadiness,
  readReferrals,
  readStudentPlace,
  REFERRAL_OUTCOMES,
  REFERRAL_TABS,
  requirementsOf,
  returnReferral,
  sendReferral,
  setNextStep,
  waive,
  withdrawReferral,
  type CaseDuty,
  type ReferralOutcome,
  type ReferralRow,
  type ReferralTab,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

export function register(program: Command): void {
  const referrals = program.command('referrals').description('Attendance files that go to somebody who reviews them.');
  registerReads(referrals);
  registerSchool(referrals);
  registerReviewer(referrals);
}

function registerReads(referrals: Command): void {
  const list = referrals
    .command('list')
    .description('Those under one state, the newest first.')
    .addOption(new Option('--state <state>', 'which').choices([...REFERRAL_TABS]).default('new'))
    .option('--school <id>', 'one school only');
  formatOption(list).action(
    (options: { readonly state: ReferralTab; readonly school?: string; readonly format: Format }) =>
      withSession(async ({ db, districtId }) => {
        const schools = options.school === undefined ? undefined : [options.school];
        const lines = await readReferrals(db.pool, { districtId, schools, state: options.state, limit: 10_000 });
        if (options.format === 'json') {
          for (const line of lines) printJsonLine({ ...line, referral: `R${line.referralId}` });
          return;
        }
        if (lines.length === 0) return remark('There is no such referral.');
        printTable(
          ['referral', 'student', 'name', 'school', 'to', 'why', 'sent', 'due', 'file'],
          lines.map((one) => [
            `R${one.referralId}`,
            one.student,
            one.name,
            one.school,
            one.reviewer || one.role,
            whyInWords(one),
            one.askedOn ?? '',
            one.dueOn ?? '',
            one.fileId === null ? '' : fileName(one.fileId),
          ]),
        );
      }),
  );
  const show = referrals
    .command('show')
    .description('One, and what is missing in its file.')
    .argument('<referral>', 'as R12');
  formatOption(show).action((referral: string, { format }: { readonly format: Format }) =>
    onReferral(referral, async (client, who, row) => {
      const readiness = await readinessOf(client, who, row);
      if (format === 'json') return printJsonLine({ ...row, readiness });
      remark(`R${row.referralId}: ${row.state}, to ${row.reviewer || row.role}: ${whyInWords(row)}`);
      printTable(
        ['requirement', 'state', 'reason'],
        readiness.map(({ key, state, reason }) => [key, state, reason]),
      );
    }),
  );
}

function whyInWords({ why, whyOn }: { readonly why: string; readonly whyOn: string | null }): string {
  return whyOn === null ? why : `${why}, ${whyOn}`;
}

function registerMake(referrals: Command): void {
  const make = referrals
    .command('make')
    .description('Prepare a referral by hand. It is sent with the file once everything is there.')
    .requiredOption('--student <id>', 'the student')
    .requiredOption(
      '--to <role>',
      'truancy-officer, supervisor-of-attendance, prevention-specialist, or an agency by its name',
    )
    .requiredOption('--reason <text>', 'why; the reviewer reads it');
  formatOption(make).action(
    ({
      student,
      to: role,
      reason,
      format,
    }: {
      readonly student: string;
      readonly to: string;
      readonly reason: string;
      readonly format: Format;
    }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const duty: CaseDuty = DUTY_OF_ROLE[role] ?? 'agency';
        const requires = requirementsOf(['attendance-file', { contacts: 1 }]);
        const why = requireReason(reason);
        const [made] = await withTransaction(session.db, async (client) => {
          const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
          const one = { student, school, role, duty, pack: '', criterion: '', noticeId: null, requires, why };
          return makeReferrals(client, who, [one]);
        });
        const referral = `R${made?.referralId ?? ''}`;
        if (made?.isNew !== true) throw new Refusal(`A referral to the same runs already: ${referral}.`);
        if (format === 'json') printJsonLine({ referral, state: 'preparing' });
        else remark(`${referral} is prepared. Next: rollcall referrals show ${referral}, then send.`);
      }),
  );
}

function registerSchool(referrals: Command): void {
  registerMake(referrals);
  referrals
    .command('go-on')
    .description('Go on without an earlier step.')
    .argument('<referral>', 'as R12')
    .requiredOption('--requirement <key>', 'of rollcall referrals show')
    .requiredOption('--reason <text>', 'why')
    .action((referral: string, { requirement, reason }: { readonly requirement: string; readonly reason: string }) =>
      onReferral(referral, async (client, who, { referralId, student, caseId, requires }) => {
        const about = { thing: 'referral', id: referralId } as const;
        await waive(client, who, { student, caseId, about, requires: requirementsOf(requires), requirement, reason });
        remark('It goes on without.');
      }),
    );
  registerSend(referrals);
  referrals
    .command('withdraw')
    .description('Take it back.')
    .argument('<referral>', 'as R12')
    .requiredOption('--reason <text>', 'why')
    .action((referral: string, { reason }: { readonly reason: string }) =>
      onReferral(referral, async (client, who, { referralId }) => {
        await withdrawReferral(client, who, { referralId, reason });
        remark('It is withdrawn.');
      }),
    );
}

function registerSend(referrals: Command): void {
  referrals
    .command('send')
    .description('Seal the file and send it to the person whom the school names, or to an agency.')
    .argument('<referral>', 'as R12')
    .option('--agency <name>', 'an agency outside the district; the disclosure is written down', '')
    .option('--outside', 'the reviewer is no school official: the disclosure is written down')
    .option('--interest <text>', 'their legitimate interest, for the disclosure', '')
    .option('--school-days <n>', 'until when an answer is asked for', '10')
    .action((referral: string, options: SendOptions) =>
      onReferral(referral, async (client, who, row, { home }) => {
        const readiness = await readinessOf(client, who, row);
        const { referralId, role, school, caseId } = row;
        const duty = DUTY_OF_ROLE[role];
        const reviewer =
          duty === undefined || options.agency !== ''
            ? null
            : await personOfDuty(client, who.districtId, { school, duty, on: who.on });
        if (reviewer === null && options.agency === '' && countReady(readiness) === readiness.length)
          throw new Refusal(
            `The school names nobody for this: rollcall people name E-MAIL --school ${school} --duty ${duty ?? 'officer'}; or --agency NAME.`,
          );
        const known = await knownOf(client, who);
        const built = await buildFile(client, who, {
          caseId,
          purpose: 'case-file',
          parts: CASE_FILE_PARTS,
          planId: null,
          home,
          known,
        });
        const fileId = await sealFile(client, who, { built, purpose: 'case-file', referralId });
        const { agency, interest, outside } = options;
        const schoolDays = wholeDays(options.schoolDays);
        await sendReferral(client, who, { referralId, reviewer, agency, fileId, readiness, schoolDays });
        const party = agency === '' ? (reviewer?.name ?? role) : agency;
        remark(`${fileName(fileId)}, ${built.pages} pages, is sent to ${party}.`);
        if (agency === '' && outside !== true) return;
        const { districtId, now: at, on } = who;
        const audit = { actor: null, districtId, from: 'command line', at };
        const why = interest === '' ? `review of R${referralId}` : interest;
        const line = await giveFile(client, who, { fileId, party, interest: why, on, audit });
        remark(`Written down as disclosure ${line}.`);
      }),
    );
}

function registerReviewer(referrals: Command): void {
  referrals
    .command('accept')
    .description('Take it.')
    .argument('<referral>', 'as R12')
    .action((referral: string) =>
      onReferral(referral, async (client, who, { referralId }) => {
        await acceptReferral(client, who, referralId);
        remark('It is accepted.');
      }),
    );
  referrals
    .command('return')
    .description('Back to the school.')
    .argument('<referral>', 'as R12')
    .requiredOption('--reason <text>', 'what the school should know')
    .option('--missing <keys...>', 'what is missing, by the keys of its checklist: each becomes a task', [])
    .action((referral: string, { reason, missing }: { readonly reason: string; readonly missing: readonly string[] }) =>
      onReferral(referral, async (client, who, { referralId }) => {
        await returnReferral(client, who, { referralId, missing, reason });
        remark('It is returned.');
      }),
    );
  referrals
    .command('next-step')
    .description('What comes next.')
    .argument('<referral>', 'as R12')
    .requiredOption('--step <text>', 'what')
    .option('--on <date>', 'when')
    .action((referral: string, { step, on }: { readonly step: string; readonly on?: string }) =>
      onReferral(referral, async (client, who, { referralId }) => {
        const day = on === undefined ? null : formatDay(dayOption('--on', on));
        await setNextStep(client, who, { referralId, nextStep: step, on: day });
        remark('The next step is saved.');
      }),
    );
  referrals
    .command('decide')
    .description('Enter the outcome.')
    .argument('<referral>', 'as R12')
    .addOption(new Option('--outcome <outcome>', 'what').choices([...REFERRAL_OUTCOMES]).makeOptionMandatory())
    .option('--notes <text>', 'in words', '')
    .action((referral: string, { outcome, notes }: { readonly outcome: ReferralOutcome; readonly notes: string }) =>
      onReferral(referral, async (client, who, { referralId }) => {
        await decideReferral(client, who, { referralId, outcome, notes, on: who.on });
        remark('The outcome is saved.');
      }),
    );
}

interface SendOptions {
  readonly agency: string;
  readonly outside?: boolean;
  readonly interest: string;
  readonly schoolDays: string;
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 60) return days;
  throw new ProblemError([{ path: '--school-days', found: `"${text}"`, allowed: '1 to 60' }]);
}

type Work = (client: ClientBase, who: Who, row: ReferralRow, session: Session) => Promise<void>;

function onReferral(referral: string, work: Work): Promise<void> {
  const digits = /^R?([1-9]\d{0,14})$/.exec(referral)?.[1];
  if (digits === undefined)
    throw new ProblemError([{ path: 'referral', found: `"${referral}"`, allowed: 'the number of a referral, as R12' }]);
  return withSession(async (session) => {
    const who = await whoOfSession(session);
    await withTransaction(session.db, async (client) => {
      const row = await findReferral(client, { districtId: who.districtId, referralId: Number(digits) });
      if (row === undefined) throw new Refusal(`There is no referral ${referral}.`);
      await work(client, who, row, session);
    });
  });
}

async function readinessOf(client: ClientBase, who: Who, row: ReferralRow) {
  const { districtId, on } = who;
  return readReferralReadiness(client, { districtId, on, known: await knownOf(client, who) }, row);
}

async function knownOf(client: ClientBase, { districtId }: Who): Promise<KnownDistrict> {
  return new KnownDistrict(await readDistrict(client, districtId));
}
