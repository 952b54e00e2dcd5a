/** Sets the activity eligibility of students in an activity: one status, or a step from the status they have. */
import {
  ATTENDANCE_SOURCE,
  giveStatuses,
  nextStatus,
  overallStatus,
  readEligibility,
  readSeverities,
  type EligibilitySteps,
  type HoldingStatus,
} from '../../cases/index.ts';
import { performOrLeaveTask, type Missing } from '../district-task.ts';
import { expiresOn, type Calendars, type Duration } from '../duration.ts';
import { definePerformer, sentence } from '../performer.ts';
import { readYearCalendars } from '../read-year-calendars.ts';

interface Settings {
  readonly eligibility: EligibilitySteps;
  readonly lasts?: Duration;
}

interface Facts {
  readonly calendars: ReadonlyMap<string, Calendars>;
  readonly isInActivity: ReadonlySet<string>;
  /** By student: the overall status with what is planned already. */
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
  movesOn: true,
  readFacts: async (client, districtId, occasions, _settings, planned) => {
    const calendars = await readYearCalendars(client, districtId, occasions);
    const isInActivity = new Set<string>();
    const before = new Map<string, string>();
    const known = new Set<string>();
    const plannedOf = Map.groupBy(planned, ({ occasion }) => occasion.student);
    for (const [on, members] of Map.groupBy(occasions, ({ asOf }) => asOf)) {
      const students = [...new Set(members.map(({ student }) => student))];
      const severities = await readSeverities(client, districtId, on);
      for (const { code, isEnded } of severities) if (isEnded !== true) known.add(code);
      for (const [student, { activities, records }] of await readEligibility(client, { districtId, students, on })) {
        if (activities.length > 0) isInActivity.add(student);
        const coming = (plannedOf.get(student) ?? []).flatMap(({ data }) => holdingOf(data));
        before.set(student, overallStatus([...records, ...coming], severities, on).status);
      }
    }
    return { calendars, isInActivity, before, known };
  },
  plan: (settings, occasion, { calendars, isInActivity, before, known }) => {
    if (!isInActivity.has(occasion.student)) return { says: sentence('eligibilityNoActivity'), data: null };
    const current = before.get(occasion.student) ?? '';
    const status = nextStatus(settings.eligibility, current);
    if (status === undefined) return { says: sentence('eligibilityStays', { status: current }), data: null };
    if (!known.has(status))
      return {
        says: sentence('eligibilityUnknown', { status }),
        data: { missing: 'eligibilityNotSet' },
      };
    const { asOf: from, school, yearStart, intervals } = occasion;
    const until = expiresOn(settings.lasts, { from, school, intervals }, calendars.get(yearStart) as Calendars);
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

/** As the records on file will say it once it is carried out. */
function holdingOf(data: Data | null): readonly HoldingStatus[] {
  if (data === null || 'missing' in data) return [];
  return [{ source: ATTENDANCE_SOURCE, status: data.status, from: data.from, until: data.until }];
}
