/** Tells the family, the student or staff something by e-mail or text; who no way reaches gets the same words on paper. */
import {
  cancelNotifications,
  countWays,
  makeNotifications,
  readTellableFamilies,
  readTellableStaff,
  recipientsOfFamily,
  recipientsOfStaff,
  type NewNotification,
  type TellableStaff,
  type TellableStudent,
  type Way,
} from '../../cases/index.ts';
import { readWays, type MessageWays } from '../../messages/index.ts';
import { definePerformer, sentence } from '../performer.ts';

interface Settings {
  readonly notification: string;
  readonly to?: string;
  readonly ways?: readonly Way[];
}

interface Facts {
  readonly setUp: MessageWays;
  readonly families: ReadonlyMap<string, TellableStudent>;
  readonly staff: ReadonlyMap<string, readonly TellableStaff[]>;
}

export const notificationPerformer = definePerformer<Settings, Facts, NewNotification>({
  kind: 'notification',
  readFacts: async (client, districtId, occasions, settings) => {
    const told = toldOf(settings);
    const setUp = await readWays(client, districtId);
    const students = [...new Set(occasions.map(({ student }) => student))];
    if (isFamily(told))
      return { setUp, families: await readTellableFamilies(client, { districtId, students }), staff: new Map() };
    const on = occasions[0]?.asOf ?? '';
    const places = occasions.map(({ student, school }) => ({ student, school }));
    const staff = await readTellableStaff(client, { districtId, role: told, on, places });
    return { setUp, families: new Map(), staff };
  },
  plan: (settings, { student, asOf, words = null }, { setUp, families, staff }) => {
    const told = toldOf(settings);
    const name = settings.notification;
    const telling = { ways: settings.ways ?? (['email', 'text'] as const), setUp, on: asOf, words, name };
    const family = families.get(student);
    const recipients = isFamily(told)
      ? family === undefined
        ? []
        : recipientsOfFamily(family, telling, told)
      : recipientsOfStaff(staff.get(student) ?? [], telling);
    if (recipients.length === 0)
      return {
        says: isFamily(told)
          ? sentence(family?.isLeftAlone === true ? 'notificationLeftAlone' : 'notificationNobody')
          : sentence(told === 'teacher' || told === 'homeroom' ? 'notificationNoTeacher' : 'notificationNoStaff', {
              role: told,
            }),
        data: null,
      };
    const { email, text, print } = countWays(recipients);
    const values = { sumEmail: email, sumText: text, sumPrint: print };
    const says = isFamily(told)
      ? sentence(told === 'student' ? 'notificationStudent' : 'notification', values)
      : sentence('notificationStaff', { role: told, ...values });
    return { says, data: { name, told, recipients } };
  },
  perform: async (client, who, effects) => {
    const ids = await makeNotifications(
      client,
      who,
      effects.map(({ occasion: { noticeId, student, school }, data }) => ({ ...data, noticeId, student, school })),
    );
    return ids.map((id) => ({ thing: 'message', id }));
  },
  whenWithdrawn: 'cancel',
  cancel: (client, who, made, reason) =>
    cancelNotifications(client, who, { notifications: made.map(({ id }) => id), reason }),
});

function toldOf({ to }: Settings): string {
  return to ?? 'family';
}

function isFamily(told: string): told is 'family' | 'student' {
  return told === 'family' || told === 'student';
}
