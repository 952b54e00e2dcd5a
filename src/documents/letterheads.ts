import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { addressLines } from './household.ts';
import type { ImageFact, Letterhead } from './letter-facts.ts';

/** Letterheads of a district as read, images with their bytes. */
export interface Letterheads {
  /** '' is the district's default. */
  readonly rows: ReadonlyMap<string, LetterheadRow>;
  readonly schools: ReadonlyMap<string, SchoolRow>;
  readonly images: ReadonlyMap<string, Buffer>;
}

interface LetterheadRow extends Letterhead {
  readonly schoolId: string;
}

interface SchoolRow {
  readonly name: string;
  readonly address: readonly string[];
  readonly phone: string;
  readonly principal: string;
}

/**
 * Reads every letterhead and what `schools` knows, once for a whole issue.
 * Input: `pictures` false: each picture stands without its bytes, where only asked is whether there is one.
 */
export async function readLetterheads(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  { pictures = true }: { readonly pictures?: boolean } = {},
): Promise<Letterheads> {
  const images = new Map<string, Buffer>();
  const letterheads = await client.query<LetterheadColumns>(
    `select school_id, signer, signer_title, contact, contact_title, phone, email, return_address,
       case when $2 or logo is null then logo else ''::bytea end as logo, logo_type, logo_alt,
       case when $2 or signature is null then signature else ''::bytea end as signature, signature_type
     from letterheads where district_id = $1`,
    [districtId, pictures],
  );
  const schools = await client.query<SchoolColumns>(
    `select school_id, name, address_1, address_2, city, state, postal_code, phone, principal from schools where district_id = $1`,
    [districtId],
  );
  return {
    rows: new Map(letterheads.rows.map((row) => [row.school_id, rowOf(row, images)])),
    schools: new Map(schools.rows.map((row) => [row.school_id, schoolOf(row)])),
    images,
  };
}

/**
 * The letterhead of a school: what is blank falls back to the district's default, then to what `schools` knows.
 * Name, title and signature of the signer come from one place, as do name and title of the contact person.
 */
export function letterheadOf(letterheads: Letterheads, schoolId: string): Letterhead {
  const rows = [letterheads.rows.get(schoolId), letterheads.rows.get('')].filter((row) => row !== undefined);
  const school = letterheads.schools.get(schoolId);
  const signing = rows.find((row) => row.signer !== '');
  const contact = rows.find((row) => row.contact !== '');
  return {
    returnAddress: rows.find((row) => row.returnAddress.length > 0)?.returnAddress ?? school?.address ?? [],
    phone: rows.find((row) => row.phone !== '')?.phone ?? school?.phone ?? '',
    email: rows.find((row) => row.email !== '')?.email ?? '',
    signer: signing?.signer ?? school?.principal ?? '',
    signerTitle: signing?.signerTitle ?? '',
    contact: contact?.contact ?? '',
    contactTitle: contact?.contactTitle ?? '',
    logo: rows.find((row) => row.logo !== null)?.logo ?? null,
    signature: signing?.signature ?? null,
  };
}

export type LetterheadPart = 'return address' | 'phone' | 'signer' | 'signature' | 'contact' | 'logo';

/** The parts of a letterhead that are not known, for `ready` and the cover sheet. */
export function missingParts(letterhead: Letterhead): readonly LetterheadPart[] {
  const parts: readonly (readonly [LetterheadPart, boolean])[] = [
    ['return address', letterhead.returnAddress.length > 0],
    ['phone', letterhead.phone !== ''],
    ['signer', letterhead.signer !== ''],
    ['signature', letterhead.signature !== null],
    ['contact', letterhead.contact !== ''],
    ['logo', letterhead.logo !== null],
  ];
  return parts.filter(([, isKnown]) => !isKnown).map(([part]) => part);
}

/** Keeps the images by their hash, so that a letter can be made again after the logo has changed. Safe to repeat. */
export async function keepLetterImages(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
  letterheads: Letterheads,
): Promise<void> {
  if (letterheads.images.size === 0) return;
  await client.query(
    `insert into letter_images (district_id, image_hash, image)
     select $1, * from unnest($2::text[], $3::bytea[])
     on conflict do nothing`,
    [districtId, [...letterheads.images.keys()], [...letterheads.images.values()]],
  );
}

interface LetterheadColumns {
  readonly school_id: string;
  readonly signer: string;
  readonly signer_title: string;
  readonly contact: string;
  readonly contact_title: string;
  readonly phone: string;
  readonly email: string;
  readonly return_address: readonly string[];
  readonly logo: Buffer | null;
  readonly logo_type: ImageFact['type'] | null;
  readonly logo_alt: string;
  readonly signature: Buffer | null;
  readonly signature_type: ImageFact['type'] | null;
}

interface SchoolColumns {
  readonly school_id: string;
  readonly name: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly phone: string;
  readonly principal: string;
}

function rowOf(row: LetterheadColumns, images: Map<string, Buffer>): LetterheadRow {
  return {
    schoolId: row.school_id,
    returnAddress: row.return_address.filter((line) => line.trim() !== ''),
    phone: row.phone,
    email: row.email,
    signer: row.signer,
    signerTitle: row.signer_title,
    contact: row.contact,
    contactTitle: row.contact_title,
    logo: imageOf(images, { bytes: row.logo, type: row.logo_type, alt: row.logo_alt }),
    signature: imageOf(images, { bytes: row.signature, type: row.signature_type, alt: '' }),
  };
}

function imageOf(
  images: Map<string, Buffer>,
  image: { readonly bytes: Buffer | null; readonly type: ImageFact['type'] | null; readonly alt: string },
): ImageFact | null {
  if (image.bytes === null || image.type === null) return null;
  const hash = createHash('sha256').update(image.bytes).digest('hex');
  images.set(hash, image.bytes);
  return { hash, type: image.type, alt: image.alt };
}

function schoolOf(row: SchoolColumns): SchoolRow {
  const lines = addressLines({
    address1: row.address_1,
    address2: row.address_2,
    city: row.city,
    state: row.state,
    postalCode: row.postal_code,
  });
  return {
    name: row.name,
    address: lines.length === 0 ? [] : [row.name, ...lines],
    phone: row.phone,
    principal: row.principal,
  };
}
