/** Gives the student an at-risk reason for a time, with the factors that the district's catalog names for it. */
import { giveReasons } from '../../cases/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import { performOrLeaveTask, type Missing } from '../district-task.ts';
import { expiresOn, type Calendars, type Duration } from '../duration.ts';
import { definePerformer, sentence } from '../performer.ts';
import { readYearCalendars } from '../read-year-calendars.ts';

interface Settings {
  readonly 'at-risk': string;
  readonly lasts?: Duration;
}

interface Facts {
  readonly calendars: ReadonlyMap<string, Calendars>;
  /** Of the reason; undefined where the catalog has not got it. By the day. */
  readonly factors: ReadonlyMap<string, readonly string[] | undefined>;
}

interface NewReason {
  readonly reason: string;
  readonly factors: readonly string[];
  readonly from: string;
  readonly until: string;
}

type Data = NewReason | Missing;

export const atRiskPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'at-risk',
  readFacts: async (client, districtId, occasions, settings) => {
    const factors = new Map<string, readonly string[] | undefined>();
    for (const on of new Set(occasions.map(({ asOf }) => asOf))) {
      const reasons = await readCatalog(client, districtId, 'at-risk-reasons', on);
      factors.set(on, reasons.find(({ code }) => code === settings['at-risk'])?.extra.factors);
    }
    return { calendars: await readYearCalendars(client, districtId, occasions), factors };
  },
  plan: (settings, { asOf: from, school, yearStart, intervals }, { calendars, factors }) => {
    const reason = settings['at-risk'];
    const ofReason = factors.get(from);
    if (ofReason === undefined)
      return { says: sentence('atRiskUnknown', { reason }), data: { missing: 'atRiskNotSet' } };
    const until = expiresOn(settings.lasts, { from, school, intervals }, calendars.get(yearStart) as Calendars);
    return { says: sentence('atRisk', { reason, until }), data: { reason, factors: ofReason, from, until } };
  },
  perform: (client, who, effects) =>
    performOrLeaveTask<NewReason>(client, who, effects, async (ready) => {
      const ids = await giveReasons(
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
      return ids.map((id) => ({ thing: 'at-risk', id }));
    }),
  whenWithdrawn: 'stay',
});
