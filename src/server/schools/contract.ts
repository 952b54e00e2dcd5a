/** Schools: letterhead, signer, contact, attendance goal, packs in use. Whom a school names is a resource of its own. */
import { z } from 'zod';
import { dateField, route } from '../route.ts';

/** In the place of a school's id: the default of the district, to which falls back what a school leaves blank. */
export const DISTRICT_DEFAULT = '-';

const LetterheadPart = z.enum(['return address', 'phone', 'signer', 'signature', 'contact', 'logo']);

const PackUse = z.object({
  pack: z.string(),
  version: z.string(),
  title: z.string(),
  /** Ends: `from` included, `until` not; null: without one. */
  from: dateField.nullable(),
  until: dateField.nullable(),
});

export const SchoolLine = z
  .object({
    school: z.string(),
    name: z.string(),
    level: z.string(),
    /** Students enrolled on the day of the last calculation. */
    students: z.int(),
    /** Percent. */
    goal: z.number(),
    /** Of the letterhead, after the district's default was asked. */
    missing: z.array(LetterheadPart),
    packs: z.array(PackUse),
    /** By duty; null: nobody. */
    named: z.object({
      approver: z.string().nullable(),
      lead: z.string().nullable(),
      supervisor: z.string().nullable(),
      specialist: z.string().nullable(),
      officer: z.string().nullable(),
    }),
  })
  .meta({ id: 'School' });
export type SchoolLine = z.output<typeof SchoolLine>;

const lineField = z.string().max(120);

/** '' and no lines: falls back to the district's default, then to schools.csv. */
const letterheadTexts = {
  signer: lineField,
  signerTitle: lineField,
  contact: lineField,
  contactTitle: lineField,
  phone: lineField,
  email: lineField,
  returnAddress: z.array(lineField).max(5),
  logoAlt: lineField,
};

const Picture = z.object({ type: z.enum(['svg', 'png', 'jpg']), base64: z.string() });

export const SchoolDetail = z
  .object({
    school: z.string(),
    name: z.string(),
    level: z.string(),
    students: z.int(),
    packs: z.array(PackUse),
    missing: z.array(LetterheadPart),
    /** What the school has of its own. */
    own: z.object({ ...letterheadTexts, logo: Picture.nullable(), signature: Picture.nullable() }),
    /** What letters carry: its own, else the district's default, else what schools.csv says. */
    inForce: z.object({ ...letterheadTexts, hasLogo: z.boolean(), hasSignature: z.boolean() }),
    /** Percent; null: the district's. */
    goal: z.number().nullable(),
    goalInForce: z.number(),
    changes: z.array(
      z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string(), parts: z.array(z.string()) }),
    ),
    revision: z.string(),
  })
  .meta({ id: 'SchoolDetail' });
export type SchoolDetail = z.output<typeof SchoolDetail>;

/** A picture of at most 1 MB; null takes it away, left out: it stays. */
const pictureField = z.base64().max(1_400_000).nullable().optional();

export const SchoolChange = z.object({
  ...letterheadTexts,
  goal: z.number().min(0.1).max(100).nullable(),
  logo: pictureField,
  signature: pictureField,
  reason: z.string().trim().min(3).max(500),
});
export type SchoolChange = z.output<typeof SchoolChange>;

const params = z.object({ school: z.string().min(1).max(100) });

export const schoolsContract = {
  listSchools: route({
    method: 'GET',
    path: '/api/schools',
    tag: 'schools',
    summary: 'The schools within reach, with what letters of theirs would lack and whom they name.',
    action: 'see-schools',
    ok: z.object({ items: z.array(SchoolLine) }),
  }),
  readSchool: route({
    method: 'GET',
    path: '/api/schools/:school',
    tag: 'schools',
    summary: 'One school, or `-`: the default of the district.',
    action: 'see-schools',
    params,
    ok: SchoolDetail,
  }),
  changeSchool: route({
    method: 'PUT',
    path: '/api/schools/:school',
    tag: 'schools',
    summary: 'Makes letterhead and goal be as given, for letters issued from now on. Letters sent keep theirs.',
    action: 'manage-school',
    params,
    body: SchoolChange,
    bodyLimit: 4 * 1024 * 1024,
    ifMatch: true,
    ok: SchoolDetail,
  }),
};
