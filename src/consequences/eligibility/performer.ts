/** Sets the activity eligibility of students in an activity: one status, or a step from the status they have. */
import {
  giveStatuses,
  nextStatus,
  readEligibility,
  readSeverities,
  type Eligibility,
  type EligibilitySteps,
} from '../../cases/index.ts';
import { performOrLeaveTask, type Missing } from '../district-task.ts';
import { expiresOn, type Calendars, type Duration } from '../duration.ts';
import { definePerformer, sentence, type Occasion } from '../performer.ts';
import { readYearCalendars } from '../read-year-calendars.ts';

interface Settings {
  readonly eligibility: EligibilitySteps;
  readonly lasts?: Duration;
}

interface Facts {
  readonly calendars: ReadonlyMap<string, Calendars>;
  readonly isInActivity: ReadonlySet<string>;
  /** The overall status before each occasion. */
  readonly before: ReadonlyMap<string, string>;
  readonly known: ReadonlySet<string>;
}

interface NewStatus {
  readonly status: string;
  readonly before: string;
  readonly from: string;
  readonly until: string;
}

type Data = NewStatus | Missing;

export const eligibilityPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'eligibility',
  readFacts: async (client, districtId, occasions, settings) => {
    const calendars = await readYearCalendars(client, districtId, occasions);
    const eligibility = new Map<string, Eligibility>();
    const known = new Set<string>();
    for (const [on, members] of Map.groupBy(occasions, ({ asOf }) => asOf)) {
      const students = [...new Set(members.map(({ student }) => student))];
      for (const [student, one] of await readEligibility(client, { districtId, students, on }))
        eligibility.set(student, one);
      for (const { code } of await readSeverities(client, districtId, on)) known.add(code);
    }
    const isInActivity = new Set(
      [...eligibility].filter(([, { activities }]) => activities.length > 0).map(([student]) => student),
    );
    return { calendars, isInActivity, before: stepByStep(occasions, eligibility, settings), known };
  },
  plan: (settings, occasion, { calendars, isInActivity, before, known }) => {
    if (!isInActivity.has(occasion.student)) return { says: sentence('eligibilityNoActivity'), data: null };
    const current = before.get(keyOf(occasion)) ?? '';
    const status = nextStatus(settings.eligibility, current);
    if (status === undefined) return { says: sentence('eligibilityStays', { status: current }), data: null };
    if (!known.has(status))
      return {
        says: sentence('eligibilityUnknown', { status }),
        data: { missing: 'eligibilityNotSet' },
      };
    const { asOf: from, school, yearStart } = occasion;
    const until = expiresOn(settings.lasts, { from, school }, calendars.get(yearStart) as Calendars);
    return { says: sentence('eligibility', { status, until }), data: { status, before: current, from, until } };
  },
  perform: (client, who, effects) =>
    performOrLeaveTask<NewStatus>(client, who, effects, async (ready) => {
      const ids = await giveStatuses(
        client,
        who,
        ready.map(({ occasion: { student, school, criterion, noticeId }, data }) => ({
          ...data,
          student,
          school,
          because: criterion,
          noticeId,
        })),
      );
      return ids.map((id) => ({ thing: 'eligibility', id }));
    }),
  whenWithdrawn: 'stay',
});

/** Two occasions of one student at once are two steps, in the order in which they came about: as if each had had its own run. */
function stepByStep(
  occasions: readonly Occasion[],
  eligibility: ReadonlyMap<string, Eligibility>,
  settings: Settings,
): ReadonlyMap<string, string> {
  const before = new Map<string, string>();
  for (const [student, ofStudent] of Map.groupBy(occasions, (one) => one.student)) {
    let current = eligibility.get(student)?.overall.status ?? '';
    for (const occasion of ofStudent.toSorted(inTime)) {
      before.set(keyOf(occasion), current);
      if (typeof settings.eligibility !== 'string') current = nextStatus(settings.eligibility, current) ?? current;
    }
  }
  return before;
}

function inTime(a: Occasion, b: Occasion): number {
  if (a.triggerOn !== b.triggerOn) return a.triggerOn < b.triggerOn ? -1 : 1;
  return a.cycleOn === b.cycleOn ? a.occurrence - b.occurrence : a.cycleOn < b.cycleOn ? -1 : 1;
}

function keyOf({ pack, criterion, student, cycleOn, occurrence, school }: Occasion): string {
  return [pack, criterion, student, cycleOn, occurrence, school].join('\n');
}
