/** The invitation on paper, one to a household, in the family's language: plain values for the PDF and the text. */
import type pg from 'pg';
import {
  fillTemplate,
  letterheadOf,
  planLetters,
  readLetterheads,
  type LetterContent,
  type LetterFacts,
} from '../../documents/index.ts';
import { parseLetterTemplate, type LetterTemplate } from '../../documents/template/index.ts';
import { activePacks } from '../../packs/active-packs.ts';
import { INVITATION_TEXTS, INVITATION_TITLES } from './meeting-letter-texts.ts';
import type { Meeting } from './meeting.ts';

/** The name under which a pack has its own. */
export const INVITATION_LETTER = 'meeting-invitation';

export interface InvitationLetters {
  readonly letters: readonly LetterContent[];
  /** Guardians without an address. */
  readonly missing: readonly string[];
}

/** Letters to the guardians who are invited. Input: a client that sees the student. `on`: the date on the letter, ISO. */
export async function invitationLetters(
  client: pg.ClientBase | pg.Pool,
  { districtId, meeting, on }: { readonly districtId: number; readonly meeting: Meeting; readonly on: string },
): Promise<InvitationLetters> {
  const templates = await readTemplates(client, districtId, meeting.school);
  const invited = new Set(meeting.invitees.map(({ guardianId }) => guardianId).filter(Boolean));
  const family = await readFamily(client, districtId, meeting.student);
  const guardians = family.guardians.filter(({ id }) => invited.has(id));
  if (guardians.length === 0) return { letters: [], missing: [] };
  const plan = planLetters({
    student: { name: `${meeting.first} ${meeting.last}`, birthOn: family.birthOn, homeLanguage: family.homeLanguage },
    guardians,
    letterOn: on,
    languages: [...templates.keys()],
  });
  const letterheads = await readLetterheads(client, districtId);
  const letterhead = letterheadOf(letterheads, meeting.school);
  const letters = plan.letters.map((planned) => {
    const template = templates.get(planned.language) as LetterTemplate;
    const facts: LetterFacts = {
      ...factsOf(meeting, { language: planned.language, on }),
      letterhead: { ...letterhead, logo: null, signature: null },
      district: { name: family.district },
      school: {
        id: meeting.school,
        name: meeting.schoolName,
        phone: letterhead.phone,
        principal: letterhead.signer,
      },
      recipients: planned.recipients,
      address: planned.address,
      household: planned.household,
      toStudent: planned.toStudent,
      flags: planned.flags,
    };
    return fillTemplate(template, facts);
  });
  return { letters, missing: plan.missing.map(({ guardian }) => guardian ?? `${meeting.first} ${meeting.last}`) };
}

function factsOf(
  meeting: Meeting,
  { language, on }: { readonly language: string; readonly on: string },
): Omit<
  LetterFacts,
  'letterhead' | 'district' | 'school' | 'recipients' | 'address' | 'household' | 'toStudent' | 'flags'
> {
  const words = INVITATION_TITLES[language] ?? INVITATION_TITLES['en'];
  if (words === undefined) throw new Error('an invitation without English words');
  const staff = meeting.invitees.filter(({ part }) => part !== 'guardian' && part !== 'student');
  const names = staff.map(({ name, organisation }) => (organisation === '' ? name : `${name} (${organisation})`));
  return {
    format: 1,
    letter: INVITATION_LETTER,
    reference: '',
    language,
    letterOn: on,
    student: { id: meeting.student, first: meeting.first, last: meeting.last, grade: '' },
    criterion: { code: '', title: words.titles[meeting.kind](meeting.first) },
    triggerOn: on,
    count: 0,
    need: null,
    unit: 'dates',
    window: { kind: 'year' },
    dates: [],
    schoolNames: {},
    previousOn: null,
    conference: { on: meeting.on, at: meeting.at, place: meeting.place, with: names.join(', ') },
    sentence: words.sentence(meeting),
  };
}

async function readTemplates(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  school: string,
): Promise<ReadonlyMap<string, LetterTemplate>> {
  const shipped = new Map(
    Object.entries(INVITATION_TEXTS).map(([language, text]) => {
      const reading = parseLetterTemplate(text, `${INVITATION_LETTER}/${language}.md`);
      if (!reading.ok) throw new Error(`the invitation letter in ${language} cannot be read`);
      return [language, reading.template] as const;
    }),
  );
  for (const { pack, uses } of await activePacks(client, districtId)) {
    const own = pack.letters.get(INVITATION_LETTER);
    if (own !== undefined && (uses === undefined || uses.some((use) => use.school === school)))
      return new Map([...shipped, ...own]);
  }
  return shipped;
}

async function readFamily(client: pg.ClientBase | pg.Pool, districtId: number, student: string) {
  const found = await client.query<{ birth_on: string | null; home_language: string; district: string }>(
    `select s.birth_on, s.home_language, d.name as district from students s join districts d on d.district_id = s.district_id
      where s.district_id = $1 and s.student_id = $2`,
    [districtId, student],
  );
  const guardians = await client.query<GuardianRow>(
    `select guardian_id as id, name, language, address_1 as "address1", address_2 as "address2", city, state, postal_code as "postalCode",
       receives_mail as "receivesMail", custodial, no_contact as "noContact"
     from guardians where district_id = $1 and student_id = $2`,
    [districtId, student],
  );
  const [row] = found.rows;
  return {
    birthOn: row?.birth_on ?? null,
    homeLanguage: row?.home_language ?? '',
    district: row?.district ?? '',
    guardians: guardians.rows,
  };
}

type GuardianRow = Parameters<typeof planLetters>[0]['guardians'][number];
