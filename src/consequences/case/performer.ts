/** Opens the attendance file of the school year. It stays when the notice is taken back: others work with it already. A person may close it. */
import { closeUnneeded, findCases, openCases, yearOf } from '../../cases/index.ts';
import { definePerformer } from '../performer.ts';

interface Settings {
  readonly case: string;
}

/** Students with a file of the year. */
type Facts = ReadonlySet<string>;

interface Data {
  readonly kind: string;
}

export const casePerformer = definePerformer<Settings, Facts, Data>({
  kind: 'case',
  readFacts: async (client, districtId, occasions) => {
    const [first] = occasions;
    if (first === undefined) return new Set();
    const students = occasions.map(({ student }) => student);
    const cases = await findCases(client, { districtId, students, year: yearOf(first.asOf) });
    return new Set(cases.keys());
  },
  plan: (settings, { student }, there) =>
    there.has(student)
      ? { says: { key: 'caseThere', values: {} }, data: null }
      : { says: { key: 'case', values: {} }, data: { kind: settings.case } },
  perform: async (client, who, effects) => {
    const opened = await openCases(
      client,
      who,
      effects.map(({ occasion }) => ({
        student: occasion.student,
        school: occasion.school,
        because: occasion.criterion,
        noticeId: occasion.noticeId,
      })),
    );
    return opened.map(({ caseId }) => ({ thing: 'case', id: caseId }));
  },
  whenWithdrawn: 'stay',
  cancel: (client, who, made, reason) => closeUnneeded(client, who, { cases: made.map(({ id }) => id), reason }),
});
