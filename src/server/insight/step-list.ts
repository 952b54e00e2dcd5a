/** What is behind a number of the steps taken. */
import { z } from 'zod';
import { countSteps, readStepList, type ListedKind, type ListedStep } from '../../insight/index.ts';
import { mayDo } from '../cases/may.ts';
import { schoolsOf, type Handlers } from '../context.ts';
import { readDataState, withCasework } from '../data-state.ts';
import { keptAnswer, keptWhileTrue } from '../kept.ts';
import { cursorOf, readCursor, studentKeyOf } from '../keys.ts';
import { problem } from '../problems.ts';
import { insightContract } from './contract.ts';

/** The last one of a page. */
const StepCursor = z.tuple([z.iso.date(), z.int().positive()]);

/** Welfare steps are for who may take them. */
export const listStepsTaken: Handlers<typeof insightContract>['listStepsTaken'] = async (context) => {
  const { query, reach, db, districtId, parts, actor, audit } = context;
  const { kind, level, month, school, cursor, limit } = query;
  if (kind === 'welfare' && !mayDo(context, 'welfare-step')) throw problem('not-open');
  const place = readCursor(StepCursor, cursor);
  const state = await withCasework(parts, await readDataState(parts));
  const { today, figures } = state;
  const year = figures.yearStartOn ?? `${Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0)}-07-01`;
  const span = month === undefined ? { from: year, to: today } : monthOf(month, today);
  const question = { districtId, schools: schoolsOf(reach, school), ...span, kind, level };
  const after = place === undefined ? undefined : { on: place[0], id: place[1] };
  // Each page is written once for a state of casework, and the number of all is counted once.
  const wanted = { parts, state, reach, shelf: 'lists' } as const;
  const written = await keptAnswer(
    { ...wanted, of: ['page of steps', question, after ?? null, limit] },
    { shape: insightContract.listStepsTaken.ok, language: actor.language },
    async () => {
      const total = await keptWhileTrue({ ...wanted, of: ['number of steps', question] }, () =>
        countSteps(db.pool, question),
      );
      // Where there is none the whole index would be looked through for one.
      const found = total === 0 ? [] : await readStepList(db.pool, { ...question, after, limit: limit + 1 });
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      const next = last === undefined ? null : cursorOf([last.on, last.id]);
      return { items: items.map((one) => lineOf(kind, one)), next, total };
    },
  );
  await audit({ action: 'view-list', detail: { list: `steps-${kind}`, school } });
  return written.asAnswer();
};

/** From its first day to its last, and not beyond today. */
function monthOf(month: string, today: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${month.slice(0, 8)}01`, to: last < today ? last : today };
}

function lineOf(kind: ListedKind, one: ListedStep) {
  const { id, studentNo, first, last, school, schoolName, on, level, by } = one;
  const student = studentKeyOf(studentNo);
  const to = { plan: `/plans/P${id}`, referral: `/referrals/R${id}` } as Readonly<Record<string, string>>;
  return {
    id,
    student,
    name: `${last}, ${first}`,
    school,
    schoolName,
    on,
    level,
    by,
    to: to[kind] ?? `/students/${student}?tab=timeline&kind=casework`,
  };
}
