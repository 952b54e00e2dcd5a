/** Who is told about a student, by which ways, and who only on paper. Pure. */
import {
  chooseLanguage,
  fillMessage,
  isAdult,
  planLetters,
  type GuardianFact,
  type LetterFacts,
  type MessageTemplate,
} from '../../documents/index.ts';
import type { MessageWays } from '../../messages/index.ts';
import type { NewRecipient, OccasionWords, Way } from './notification.ts';

export interface TellableGuardian extends GuardianFact {
  /** As `+15105550100`; '' where there is none that can get texts. */
  readonly textTo: string;
  /** Whoever has this number wants no texts. */
  readonly wantsNoTexts: boolean;
}

export interface TellableStudent {
  readonly id: string;
  readonly name: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  /** The district tells the family of this student nothing by letter: nor by message. */
  readonly isLeftAlone: boolean;
  readonly guardians: readonly TellableGuardian[];
}

export interface TellableStaff {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

interface Telling {
  /** In the order tried. */
  readonly ways: readonly Way[];
  /** What the installation has. */
  readonly setUp: MessageWays;
  readonly on: string;
  /** Null: shown before anything is issued. */
  readonly words: OccasionWords | null;
  /** The folder of the notification. */
  readonly name: string;
}

/**
 * Guardians as letters choose them: none where contact or mail is barred, from 18 on the student alone. One address gets one message. Of a
 * household that no way reaches, one page is printed. `to: student` tells the student, whatever the age.
 */
export function recipientsOfFamily(
  student: TellableStudent,
  telling: Telling,
  told: 'family' | 'student',
): readonly NewRecipient[] {
  if (student.isLeftAlone) return [];
  const { guardians } = student;
  const plan = planLetters({
    student,
    guardians,
    letterOn: telling.on,
    languages: languagesOf(telling),
  });
  const isToStudent = told === 'student' || isAdult({ student, letterOn: telling.on });
  if (isToStudent) {
    const [home] = plan.letters;
    return [
      recipient(telling, {
        kind: 'student',
        id: student.id,
        name: student.name,
        ways: [],
        language: student.homeLanguage,
        address: home?.address ?? [],
        toStudent: true,
      }),
    ];
  }
  const barred = guardians.filter(({ noContact, receivesMail }) => noContact === true || receivesMail === false);
  const open = guardians.filter((guardian) => !barred.includes(guardian));
  const byMessage = reachable(open, telling, addressesOf(guardians.filter(({ noContact }) => noContact === true)));
  const reached = new Set(byMessage.map(({ guardian }) => guardian.name.trim()));
  const onPaper = plan.letters.filter(({ recipients }) => !recipients.some((name) => reached.has(name)));
  const nowhere =
    byMessage.length + plan.letters.length === 0 && (open.length > 0 || guardians.length === 0)
      ? [
          {
            recipients: [open[0]?.name.trim() || `Parent or guardian of ${student.name}`],
            address: [],
            language: open[0]?.language ?? '',
          },
        ]
      : [];
  return [
    ...byMessage.map(({ guardian, ways }) =>
      recipient(telling, {
        kind: 'guardian',
        id: guardian.id,
        name: guardian.name.trim() || `Parent or guardian of ${student.name}`,
        ways,
        language: guardian.language.trim() || student.homeLanguage,
        address: plan.letters.find(({ recipients }) => recipients.includes(guardian.name.trim()))?.address ?? [],
        toStudent: false,
      }),
    ),
    ...[...onPaper, ...nowhere].map(({ recipients, address, language }) =>
      recipient(telling, {
        kind: 'guardian',
        id: guardians.find(({ name }) => name.trim() === recipients[0])?.id ?? '',
        name: recipients.join(', '),
        ways: [],
        language: language || student.homeLanguage,
        address,
        toStudent: false,
        hasStopped: telling.ways.includes('text') && isStopped(open, recipients),
      }),
    ),
  ];
}

function isStopped(guardians: readonly TellableGuardian[], names: readonly string[]): boolean {
  return guardians.some(({ name, wantsNoTexts }) => wantsNoTexts && names.includes(name.trim()));
}

/** Staff get e-mail alone: nobody's own phone is known. */
export function recipientsOfStaff(staff: readonly TellableStaff[], telling: Telling): readonly NewRecipient[] {
  const known = new Set<string>();
  return staff
    .filter(({ id, email }) => !known.has(email || id) && known.add(email || id) !== undefined)
    .map(({ id, name, email, language }) => {
      const mayMail = email !== '' && telling.ways.includes('email') && telling.setUp.email;
      const ways = mayMail ? [{ way: 'email' as const, to: email }] : [];
      return recipient(telling, { kind: 'staff', id, name, ways, language, address: [], toStudent: false });
    });
}

type Ways = NewRecipient['ways'];

/** What somebody who must not be contacted can be reached by, whoever else uses it. */
function addressesOf(guardians: readonly TellableGuardian[]): ReadonlySet<string> {
  return new Set(guardians.flatMap(({ email = '', textTo }) => [email.trim().toLowerCase(), textTo]));
}

function reachable(
  guardians: readonly TellableGuardian[],
  { ways, setUp }: Telling,
  closed: ReadonlySet<string>,
): readonly { readonly guardian: TellableGuardian; readonly ways: Ways }[] {
  const taken = new Set(closed);
  return guardians.flatMap((guardian) => {
    const own = ways.flatMap((way) => {
      const to = way === 'email' ? (guardian.email ?? '').trim() : guardian.textTo;
      if (way === 'text' && guardian.wantsNoTexts) return [];
      return to === '' || !setUp[way] || taken.has(to.toLowerCase()) ? [] : [{ way, to }];
    });
    for (const { to } of own) taken.add(to.toLowerCase());
    return own.length === 0 ? [] : [{ guardian, ways: own }];
  });
}

interface Person {
  readonly kind: NewRecipient['kind'];
  readonly id: string;
  readonly name: string;
  readonly ways: Ways;
  readonly language: string;
  readonly address: readonly string[];
  readonly toStudent: boolean;
  readonly hasStopped?: boolean;
}

function recipient({ words, name }: Telling, person: Person): NewRecipient {
  const { kind, id, name: to, ways, address, toStudent, hasStopped = false } = person;
  const template = templateIn(words?.templates.get(name), person.language);
  if (words === null || template === undefined)
    return { kind, id, name: to, ways, hasStopped, language: person.language, words: null };
  const facts: LetterFacts = {
    ...words.notice,
    letter: name,
    format: 1,
    language: template.language,
    recipients: [to],
    address,
    household: '',
    toStudent,
    flags: [],
  };
  const { subject, text, short } = fillMessage(template.words, facts);
  return {
    kind,
    id,
    name: to,
    ways,
    hasStopped,
    language: template.language,
    words: { subject, body: text, short, facts, template: template.words.letter.text },
  };
}

/** The language that is wanted, else the same without its region, else English. */
function templateIn(
  languages: ReadonlyMap<string, MessageTemplate> | undefined,
  wanted: string,
): { readonly language: string; readonly words: MessageTemplate } | undefined {
  if (languages === undefined) return undefined;
  const { language } = chooseLanguage(wanted, [...languages.keys()]);
  const words = languages.get(language);
  return words === undefined ? undefined : { language, words };
}

function languagesOf({ words, name }: Telling): readonly string[] {
  const languages = [...(words?.templates.get(name)?.keys() ?? [])];
  return languages.length === 0 ? ['en'] : languages;
}
