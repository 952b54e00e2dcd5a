import type { ClientBase } from 'pg';
import { Refusal } from '../problem.ts';
import { readLetterImage } from './letter-image.ts';

/** What to change in a letterhead; what is not named stays. '' or no line clears a part, so that it falls back. */
export interface LetterheadChange {
  readonly signer?: string;
  readonly signerTitle?: string;
  readonly contact?: string;
  readonly contactTitle?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly returnAddress?: readonly string[];
  readonly logoAlt?: string;
  /** null takes it away. */
  readonly logo?: Buffer | null;
  readonly signature?: Buffer | null;
}

const MOST_CHARACTERS = 120;
const MOST_LINES = 5;

/**
 * Changes the letterhead of a school, or with '' the district's default.
 * Letters already stamped keep theirs. Input: in the caller's transaction.
 * Fails: Refusal for an unknown school, a text that does not fit a letter, or a picture that no letter can hold.
 */
export async function writeLetterhead(
  client: Pick<ClientBase, 'query'>,
  at: { readonly districtId: number; readonly schoolId: string },
  change: LetterheadChange,
): Promise<void> {
  await checkSchool(client, at);
  const columns = columnsOf(change);
  if (columns.length === 0)
    throw new Refusal('Nothing to set: name at least one part of the letterhead.', { code: 'letterhead.nothing' });
  const names = columns.map(([name]) => name);
  await client.query(
    `insert into letterheads (district_id, school_id, ${names.join(', ')}) values ($1, $2, ${names.map((_, place) => `$${place + 3}`).join(', ')})
     on conflict (district_id, school_id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [at.districtId, at.schoolId, ...columns.map(([, value]) => value)],
  );
}

type Column = readonly [name: string, value: string | readonly string[] | Buffer | null];

function columnsOf(change: LetterheadChange): readonly Column[] {
  return [
    ...textColumn('signer', change.signer),
    ...textColumn('signer_title', change.signerTitle),
    ...textColumn('contact', change.contact),
    ...textColumn('contact_title', change.contactTitle),
    ...textColumn('phone', change.phone),
    ...textColumn('email', change.email),
    ...textColumn('logo_alt', change.logoAlt),
    ...addressColumn(change.returnAddress),
    ...imageColumns('logo', change.logo),
    ...imageColumns('signature', change.signature),
  ];
}

function textColumn(name: string, value: string | undefined): readonly Column[] {
  return value === undefined ? [] : [[name, checkedText(name, value)]];
}

function addressColumn(lines: readonly string[] | undefined): readonly Column[] {
  if (lines === undefined) return [];
  const kept = lines.map((line) => checkedText('return_address', line)).filter((line) => line !== '');
  if (kept.length > MOST_LINES)
    throw new Refusal(`A return address has at most ${MOST_LINES} lines; this one has ${kept.length}.`, {
      code: 'letterhead.lines',
      values: { most: MOST_LINES, count: kept.length },
    });
  return [['return_address', kept]];
}

function imageColumns(name: 'logo' | 'signature', bytes: Buffer | null | undefined): readonly Column[] {
  if (bytes === undefined) return [];
  if (bytes === null)
    return [
      [name, null],
      [`${name}_type`, null],
    ];
  const reading = readLetterImage(bytes);
  if (!reading.ok)
    throw new Refusal(`The ${name} cannot be used: found ${reading.found}; allowed: ${reading.allowed}.`, {
      code: 'letterhead.picture',
      values: { part: name },
    });
  return [
    [name, bytes],
    [`${name}_type`, reading.type],
  ];
}

function checkedText(name: string, value: string): string {
  const text = value.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const words = name.replaceAll('_', ' ');
  if (text.length > MOST_CHARACTERS)
    throw new Refusal(`The ${words} has ${text.length} characters; a letter has room for ${MOST_CHARACTERS}.`, {
      code: 'letterhead.long',
      values: { part: name, count: text.length, most: MOST_CHARACTERS },
    });
  if (/[\p{Cc}\u202A-\u202E]/u.test(text))
    throw new Refusal(`The ${words} has characters that cannot be seen.`, {
      code: 'letterhead.unseen',
      values: { part: name },
    });
  return text;
}

async function checkSchool(
  client: Pick<ClientBase, 'query'>,
  { districtId, schoolId }: { readonly districtId: number; readonly schoolId: string },
): Promise<void> {
  if (schoolId === '') return;
  const { rows } = await client.query<{ school_id: string }>(
    'select school_id from schools where district_id = $1 order by school_id',
    [districtId],
  );
  if (rows.some((row) => row.school_id === schoolId)) return;
  const known = rows.map((row) => row.school_id);
  throw new Refusal(
    `There is no school ${schoolId}. ${known.length === 0 ? 'Import a bundle first.' : `Schools: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', ...' : ''}.`}`,
  );
}
