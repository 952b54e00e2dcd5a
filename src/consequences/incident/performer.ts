/** Makes a behavior incident with reporter, code, action and fines: whole, or not at all and a task that says what is missing. */
import { makeIncidents, type Fine } from '../../cases/index.ts';
import { readCatalog, type DirectoryPerson, type ReporterKind } from '../../catalogs/index.ts';
import { performOrLeaveTask, type Missing } from '../district-task.ts';
import { definePerformer, type Says } from '../performer.ts';
import { findReporters } from './find-reporter.ts';

interface Settings {
  readonly incident: string;
  readonly action?: string;
  readonly reporterKind?: ReporterKind;
  readonly reporter?: string;
  readonly fine?: boolean;
}

interface OnDay {
  readonly isCodeKnown: boolean;
  readonly isActionKnown: boolean;
  /** By school. */
  readonly reporters: ReadonlyMap<string, DirectoryPerson>;
  readonly fines: readonly Fine[];
}

/** By the day. */
type Facts = ReadonlyMap<string, OnDay>;

interface NewIncident {
  readonly on: string;
  readonly reporter: { readonly kind: ReporterKind; readonly id: string; readonly name: string };
  readonly code: string;
  readonly action: string;
  readonly fines: readonly Fine[];
}

type Data = NewIncident | Missing;

export const incidentPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'incident',
  readFacts: async (client, districtId, occasions, settings) => {
    const facts = new Map<string, OnDay>();
    for (const [on, members] of Map.groupBy(occasions, ({ asOf }) => asOf)) {
      const codes = await readCatalog(client, districtId, 'incident-codes', on);
      const actions = await readCatalog(client, districtId, 'action-codes', on);
      const fines = settings.fine === true ? await readCatalog(client, districtId, 'fines', on) : [];
      const schools = [...new Set(members.map(({ school }) => school))];
      const { reporterKind: kind = 'staff', reporter: id } = settings;
      facts.set(on, {
        isCodeKnown: codes.some(({ code }) => code === settings.incident),
        isActionKnown: settings.action === undefined || actions.some(({ code }) => code === settings.action),
        reporters: await findReporters(client, { districtId, kind, id, schools, on }),
        fines: fines.map(({ code, name, extra }) => ({ code, name, amountCents: extra.amountCents })),
      });
    }
    return facts;
  },
  plan: (settings, { asOf, school, triggerOn }, facts) => {
    const onDay = facts.get(asOf) as OnDay;
    const { incident: code, action = '' } = settings;
    const reporter = onDay.reporters.get(school);
    const lacks = lacksOf(settings, onDay, school);
    if (lacks !== undefined || reporter === undefined)
      return {
        says: lacks ?? { key: 'incidentNoReporter', values: {} },
        data: { missing: 'incidentNotMade' },
      };
    const { kind, id, name } = reporter;
    const key = `incident${action === '' ? 'Only' : ''}${onDay.fines.length > 0 ? 'Fined' : ''}`;
    const values = {
      code,
      ...(action === '' ? {} : { action }),
      ...(onDay.fines.length === 0 ? {} : { fines: onDay.fines.length }),
    };
    return {
      says: { key, values },
      data: { on: triggerOn, reporter: { kind, id, name }, code, action, fines: onDay.fines },
    };
  },
  perform: (client, who, effects) =>
    performOrLeaveTask<NewIncident>(client, who, effects, async (ready) => {
      const ids = await makeIncidents(
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
      return ids.map((id) => ({ thing: 'incident', id }));
    }),
  whenWithdrawn: 'refuse',
});

function lacksOf(
  { incident, action = '', reporter, reporterKind = 'staff' }: Settings,
  onDay: OnDay,
  school: string,
): Says | undefined {
  if (!onDay.isCodeKnown) return { key: 'incidentUnknownCode', values: { code: incident } };
  if (!onDay.isActionKnown) return { key: 'incidentUnknownAction', values: { action } };
  if (reporter === undefined || onDay.reporters.has(school)) return undefined;
  return { key: reporterKind === 'staff' ? 'incidentUnknownStaff' : 'incidentUnknownPerson', values: { id: reporter } };
}
