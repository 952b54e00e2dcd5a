/** One school as the app shows it, or the default of the district. */
import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { letterheadOf, missingParts, readLetterheads, type Letterhead } from '../../documents/index.ts';
import { formatDay } from '../../engine/index.ts';
import { listUses, type UseRow } from '../../packs/index.ts';
import { readGoals, USUAL_GOAL_TENTHS } from '../../insight/index.ts';
import { problem } from '../problems.ts';
import type { SchoolDetail } from './contract.ts';

interface At {
  readonly districtId: number;
  /** '' is the default of the district. */
  readonly schoolId: string;
}

/** Fails: `not-found` for a school that is not there. */
export async function readSchool(client: ClientBase | Pool, { districtId, schoolId }: At): Promise<SchoolDetail> {
  const facts = await readFacts(client, { districtId, schoolId });
  const own = await readOwn(client, { districtId, schoolId });
  const letterheads = await readLetterheads(client, districtId, { pictures: false });
  const goalOf = await readGoals(client, districtId);
  const inForce = letterheadOf(letterheads, schoolId);
  const uses = await listUses(client, districtId);
  const { goal, ...letterhead } = own;
  const content = { own: letterhead, goal: goal === null ? null : goal / 10 };
  return {
    school: schoolId === '' ? '-' : schoolId,
    ...facts,
    packs: packsOf(uses, schoolId),
    missing: schoolId === '' ? [] : [...missingParts(inForce)],
    ...content,
    inForce: textsOf(inForce),
    goalInForce: (schoolId === '' ? (goal ?? USUAL_GOAL_TENTHS) : goalOf(schoolId)) / 10,
    changes: await readChanges(client, { districtId, schoolId }),
    revision: createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24),
  };
}

/** The packs in use at a school; those of every school are in use at each. */
export function packsOf(uses: readonly UseRow[], schoolId: string): SchoolDetail['packs'] {
  return uses
    .filter(({ school }) => school === '' || school === schoolId)
    .map(({ packId, version, title, from, until }) => ({
      pack: packId,
      version,
      title,
      from: from === null ? null : formatDay(from),
      until: until === null ? null : formatDay(until),
    }));
}

async function readFacts(
  client: ClientBase | Pool,
  { districtId, schoolId }: At,
): Promise<Pick<SchoolDetail, 'name' | 'level' | 'students'>> {
  const found = await client.query<Pick<SchoolDetail, 'name' | 'level' | 'students'>>(
    schoolId === ''
      ? `select name, '' as level, 0 as students from districts where district_id = $1 and $2 = ''`
      : `select s.name, s.level, coalesce((select d.enrolled_count from school_attendance_days d
           where d.district_id = s.district_id and d.school_id = s.school_id order by d.on_date desc limit 1),
         (select count(*)::int from enrollments e where e.district_id = s.district_id and e.school_id = s.school_id
           and e.exit_on is null)) as students
         from schools s where s.district_id = $1 and s.school_id = $2`,
    [districtId, schoolId],
  );
  const [row] = found.rows;
  if (row === undefined) throw problem('not-found');
  return row;
}

interface OwnRow {
  readonly signer: string;
  readonly signerTitle: string;
  readonly contact: string;
  readonly contactTitle: string;
  readonly phone: string;
  readonly email: string;
  readonly returnAddress: string[];
  readonly logoAlt: string;
  readonly logo: string | null;
  readonly logoType: 'svg' | 'png' | 'jpg' | null;
  readonly signature: string | null;
  readonly signatureType: 'svg' | 'png' | 'jpg' | null;
  readonly goal: number | null;
}

async function readOwn(
  client: ClientBase | Pool,
  { districtId, schoolId }: At,
): Promise<SchoolDetail['own'] & { readonly goal: number | null }> {
  const found = await client.query<OwnRow>(
    `select coalesce(l.signer, '') as signer, coalesce(l.signer_title, '') as "signerTitle", coalesce(l.contact, '') as contact,
       coalesce(l.contact_title, '') as "contactTitle", coalesce(l.phone, '') as phone, coalesce(l.email, '') as email,
       coalesce(l.return_address, '{}') as "returnAddress", coalesce(l.logo_alt, '') as "logoAlt",
       translate(encode(l.logo, 'base64'), E'\\n', '') as logo, l.logo_type as "logoType",
       translate(encode(l.signature, 'base64'), E'\\n', '') as signature, l.signature_type as "signatureType",
       g.attendance_goal_tenths as goal
     from districts d
     left join letterheads l on l.district_id = d.district_id and l.school_id = $2
     left join school_settings g on g.district_id = d.district_id and g.school_id = $2
     where d.district_id = $1`,
    [districtId, schoolId],
  );
  const { logo, logoType, signature, signatureType, ...texts } = found.rows[0] as OwnRow;
  return {
    ...texts,
    logo: logo === null || logoType === null ? null : { type: logoType, base64: logo },
    signature: signature === null || signatureType === null ? null : { type: signatureType, base64: signature },
  };
}

function textsOf({ logo, signature, returnAddress, ...texts }: Letterhead): SchoolDetail['inForce'] {
  return {
    ...texts,
    returnAddress: [...returnAddress],
    logoAlt: logo?.alt ?? '',
    hasLogo: logo !== null,
    hasSignature: signature !== null,
  };
}

const CHANGES_SHOWN = 20;

async function readChanges(client: ClientBase | Pool, { districtId, schoolId }: At): Promise<SchoolDetail['changes']> {
  const found = await client.query<{ at: Date; by: string; reason: string; parts: string[] }>(
    `select changed_at as at, changed_by as by, reason, array(select jsonb_object_keys(change) order by 1) as parts
     from school_changes where district_id = $1 and school_id = $2 order by change_id desc limit $3`,
    [districtId, schoolId, CHANGES_SHOWN],
  );
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
