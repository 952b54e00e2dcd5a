/** Shows an alert on the student's page for a time. */
import { endAlerts, makeAlerts } from '../../cases/index.ts';
import { expiresOn, readCalendars, type Calendars, type Duration } from '../duration.ts';
import { definePerformer } from '../performer.ts';

interface Settings {
  readonly alert: string;
  readonly lasts?: Duration;
}

/** By the first day of the school year. */
type Facts = ReadonlyMap<string, Calendars>;

interface Data {
  readonly says: string;
  readonly untilOn: string;
}

export const alertPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'alert',
  readFacts: async (client, districtId, occasions) => {
    const calendars = new Map<string, Calendars>();
    for (const [yearStart, ofYear] of Map.groupBy(occasions, (one) => one.yearStart)) {
      const schools = [...new Set(ofYear.map(({ school }) => school))];
      calendars.set(yearStart, await readCalendars(client, districtId, schools, yearStart));
    }
    return calendars;
  },
  plan: (settings, { asOf, school, yearStart, intervals }, calendars) => {
    const untilOn = expiresOn(settings.lasts, { from: asOf, school, intervals }, calendars.get(yearStart) as Calendars);
    const says = { key: 'alert', values: { alert: settings.alert, until: untilOn } };
    return { says, data: { says: settings.alert, untilOn } };
  },
  perform: async (client, who, effects) => {
    const ids = await makeAlerts(
      client,
      who,
      effects.map(({ occasion, data }) => ({
        student: occasion.student,
        school: occasion.school,
        says: data.says,
        fromOn: who.on,
        untilOn: data.untilOn,
        because: occasion.criterion,
        noticeId: occasion.noticeId,
      })),
    );
    return ids.map((id) => ({ thing: 'alert', id }));
  },
  whenWithdrawn: 'cancel',
  cancel: (client, who, made, reason) => endAlerts(client, who, { alerts: made.map(({ id }) => id), reason }),
});
