/** What is on file about a student that a plan or a referral may ask for. One question. */
import type pg from 'pg';

export interface RequirementFacts {
  readonly hasCase: boolean;
  /** Who may be named to a court: with custody, or of whom nothing else is known, and no order against contact. */
  readonly guardians: readonly GuardianFacts[];
  readonly contacts: number;
  readonly plans: number;
  readonly interventions: number;
  readonly meetings: number;
  readonly plannedMeetings: number;
  readonly contracts: number;
  readonly draftContracts: number;
  /** Names of the folders of letters that went out this school year. */
  readonly letters: readonly string[];
  /** Names of letters that are issued and have not gone out. */
  readonly issuedLetters: readonly string[];
  readonly details: StudentDetails;
}

export interface GuardianFacts {
  readonly guardian: string;
  readonly name: string;
  readonly relation: string;
  /** ISO; of guardians.csv, else what a person filled in. */
  readonly birthOn: string | null;
  readonly isBirthFromFile: boolean;
  readonly gender: string;
  readonly custodial: boolean | null;
}

export interface StudentDetails {
  readonly gender: string;
  readonly eyeColor: string;
  readonly hairColor: string;
  readonly height: string;
  readonly weight: string;
  readonly revision: number;
}

export interface FactsAsk {
  readonly districtId: number;
  readonly student: string;
  /** Interventions of this plan; null: of every plan of the year. */
  readonly planId: number | null;
  /** ISO. Contacts, meetings and letters from this day on. */
  readonly from: string;
  readonly yearStart: string;
}

/** Input: a client that sees the student. */
export async function readRequirementFacts(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  { districtId, student, planId, from, yearStart }: FactsAsk,
): Promise<RequirementFacts> {
  const found = await client.query<RequirementFacts>(FACTS, [districtId, student, planId, from, yearStart]);
  const row = found.rows[0];
  if (row === undefined) throw new Error('a question without an answer');
  return row;
}

const DONE_EVENT = (
  event: string,
): string => `(select count(*)::int from events e where e.district_id = $1 and e.student_id = $2
  and e.event = '${event}' and e.on_date >= $5::date and e.superseded_import_id is null)`;
/** What the student information system tells: from before Rollcall, or written down there. */
const TOLD_BEFORE = (
  event: string,
): string => `(select count(*)::int from events e where e.district_id = $1 and e.student_id = $2
  and e.event = '${event}' and e.origin = 'bundle' and e.on_date >= $4::date and e.superseded_import_id is null)`;
const BEGUN = (
  thing: string,
): string => `(select count(distinct s.thing_id)::int from casework_steps s where s.district_id = $1
  and s.student_id = $2 and s.thing = '${thing}' and s.on_date >= $5::date)`;
const LETTERS = (states: string): string => `array(select distinct l.letter from notices n
  join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id
  where n.district_id = $1 and n.student_id = $2 and n.issued_on >= $5::date and n.state in (${states}) order by 1)`;

/** A contact that was corrected counts as its correction says; a wrong number reached nobody. */
const FACTS = `select
  exists (select from cases c where c.district_id = $1 and c.student_id = $2 and c.opened_on >= $5::date) as "hasCase",
  coalesce((select json_agg(json_build_object('guardian', g.guardian_id, 'name', g.name, 'relation', g.relation,
      'birthOn', coalesce(g.birth_on, d.birth_on), 'isBirthFromFile', g.birth_on is not null, 'gender', coalesce(d.gender, ''),
      'custodial', g.custodial) order by g.guardian_id)
    from guardians g left join guardian_details d on d.district_id = g.district_id and d.student_id = g.student_id and d.guardian_id = g.guardian_id
    where g.district_id = $1 and g.student_id = $2 and g.no_contact is not true and g.custodial is not false), '[]') as guardians,
  (select count(*)::int from contacts c where c.district_id = $1 and c.student_id = $2 and c.on_date >= $4::date and not c.is_void
      and c.outcome <> 'wrong-number'
      and not exists (select from contacts n where n.district_id = c.district_id and n.corrects_id = c.contact_id))
    + (select count(*)::int from journals j where j.district_id = $1 and j.student_id = $2 and j.on_date >= $4::date and not j.is_void
      and j.reason = 'attendance'
      and not exists (select from journals n where n.district_id = j.district_id and n.corrects_id = j.journal_id))
    + ${TOLD_BEFORE('contact-made')} as contacts,
  (select count(*)::int from plans p where p.district_id = $1 and p.student_id = $2 and p.begins_on >= $5::date and p.state <> 'cancelled') as plans,
  (select count(*)::int from plan_interventions i where i.district_id = $1 and i.student_id = $2 and i.state <> 'planned'
      and (i.plan_id = $3::bigint or $3::bigint is null and i.start_on >= $5::date))
    + ${TOLD_BEFORE('intervention')} as interventions,
  ${DONE_EVENT('meeting-held')} as meetings,
  ${BEGUN('meeting')} as "plannedMeetings",
  ${DONE_EVENT('contract-signed')} as contracts,
  ${BEGUN('contract')} as "draftContracts",
  ${LETTERS(`'sent', 'received', 'returned', 'produced'`)} as letters,
  ${LETTERS(`'issued'`)} as "issuedLetters",
  coalesce((select json_build_object('gender', d.gender, 'eyeColor', d.eye_color, 'hairColor', d.hair_color, 'height', d.height,
      'weight', d.weight, 'revision', d.revision) from court_details d where d.district_id = $1 and d.student_id = $2),
    '{"gender": "", "eyeColor": "", "hairColor": "", "height": "", "weight": "", "revision": 0}'::json) as details`;
