/** Whose file it is. */
import type { ClientBase } from 'pg';
import { Refusal } from '../problem.ts';
import { dateWordsOf } from '../documents/content/dates-in-words.ts';

export interface FileFacts {
  readonly districtId: number;
  readonly caseId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly first: string;
  readonly last: string;
  readonly grade: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  readonly school: string;
  readonly schoolName: string;
  readonly district: string;
  readonly zone: string;
  /** The calendar year in which the school year begins. */
  readonly year: number;
  readonly openedOn: string;
  readonly because: string;
  readonly owner: string;
}

/** Fails: Refusal for a file that is not there, or out of reach. */
export async function readFileFacts(client: ClientBase, districtId: number, caseId: number): Promise<FileFacts> {
  const found = await client.query<FileFacts>(
    `select c.district_id as "districtId", c.case_id as "caseId", c.student_id as student, s.student_no as "studentNo", s.first_name as first,
        s.last_name as last, s.grade, s.birth_on as "birthOn", s.home_language as "homeLanguage", c.school_id as school,
        coalesce(l.name, c.school_id) as "schoolName", d.name as district, d.time_zone as zone, c.year, c.opened_on as "openedOn", c.because,
        coalesce(p.name, '') as owner
       from cases c join students s on s.district_id = c.district_id and s.student_id = c.student_id
       join districts d on d.district_id = c.district_id
       left join schools l on l.district_id = c.district_id and l.school_id = c.school_id
       left join people p on p.district_id = c.district_id and p.person_id = c.owner_id
      where c.district_id = $1 and c.case_id = $2`,
    [districtId, caseId],
  );
  const facts = found.rows[0];
  if (facts === undefined) throw new Refusal('There is no such attendance file.', { code: 'cases.gone' });
  return facts;
}

/** ISO: the first and the last day of the school year of the file. */
export function yearOfFile({ year }: Pick<FileFacts, 'year'>): { readonly from: string; readonly to: string } {
  return { from: `${year}-07-01`, to: `${year + 1}-06-30` };
}

/** `Mon, Nov 9, 2026` */
export const dayText = (on: string | null): string => (on === null ? '' : dateWordsOf('en').short(on));

/** `2:05 PM` of `14:05`. */
export const timeText = (at: string): string => (at === '' ? '' : dateWordsOf('en').time(at));

/** `Mon, Nov 9, 2026, 2:05 PM` in the district's zone. */
export function momentText(at: Date | string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
  const [day = '', time = ''] = parts.split(', ');
  return `${dayText(day)}, ${timeText(time)}`;
}

/** `Pacific Time` of `America/Los_Angeles`. */
export function zoneText(zone: string): string {
  const named = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts();
  return named.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** `Spanish` of `es`; what is no language stays as it is. */
export function languageText(tag: string): string {
  if (tag === '') return '';
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** `plan-created` is `plan created`. */
export const words = (text: string): string => text.replaceAll('-', ' ');
