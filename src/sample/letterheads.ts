/**
 * Letterheads, logos and signatures. The logos are trees, drawn here; the signatures are strokes, not anyone's.
 * Birch names no signer and Juniper has no letterhead at all, so that the district's default shows.
 */
import type { LetterheadRow } from '../bundle/index.ts';
import { Chance } from './random.ts';
import { CITY, DISTRICT_NAME, type SampleSchool } from './schools.ts';
import { officeId } from './staff.ts';
import type { StaffRow } from '../bundle/index.ts';

const BIRCH = 1;
const JUNIPER = 7;

/** The colour of each place's tree: crown, then trunk. */
const COLOURS = [
  ['#2f6b3c', '#5b4632'],
  ['#7a8f3a', '#8c8577'],
  ['#1f5d57', '#6b4a34'],
  ['#5f8a4c', '#54503f'],
  ['#7b3f1d', '#3f2c1c'],
  ['#8a6d1f', '#4d3a22'],
  ['#1d4d3a', '#3d3327'],
  ['#3b4f7a', '#4a3d30'],
] as const;

/** Input: the district's staff, for the name and the mail of the contact person. */
export function letterheadRows(schools: readonly SampleSchool[], staff: readonly StaffRow[]): LetterheadRow[] {
  const byId = new Map(staff.map((row) => [row.staffId, row]));
  return [
    districtDefault(),
    ...schools.filter((school) => school.place !== JUNIPER).map((school) => letterheadOf(school, byId)),
  ];
}

/** File name inside the bundle, and its text. */
export function letterheadFiles(schools: readonly SampleSchool[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['letterhead/district.svg', districtLogo()]]);
  for (const school of schools) {
    files.set(logoFile(school.place), tree(school.place));
    files.set(signatureFile(school.principal), signature(school.principal));
  }
  files.set(signatureFile('Dana Marsh'), signature('Dana Marsh'));
  return files;
}

function districtDefault(): LetterheadRow {
  return {
    schoolId: '',
    signer: 'Dana Marsh',
    signerTitle: 'Supervisor of Attendance',
    contact: 'Attendance Office',
    contactTitle: '',
    phone: '(209) 555-0100',
    email: 'attendance@lakeside.example',
    returnAddress: [DISTRICT_NAME, '1 Lakeside Plaza', `${CITY}, CA 90901`],
    logo: 'letterhead/district.svg',
    logoAlt: DISTRICT_NAME,
    signature: signatureFile('Dana Marsh'),
  };
}

function letterheadOf(school: SampleSchool, staff: ReadonlyMap<string, StaffRow>): LetterheadRow {
  const contact = staff.get(officeId(school, school.level === 'elementary' ? 'attendance clerk' : 'counselor'));
  const hasSigner = school.place !== BIRCH;
  return {
    schoolId: school.id,
    signer: hasSigner ? school.principal : '',
    signerTitle: hasSigner ? 'Principal' : '',
    contact: contact?.name ?? '',
    contactTitle: school.level === 'elementary' ? 'Attendance clerk' : 'Counselor',
    phone: `(209) 555-01${20 + school.place}`,
    email: contact?.email ?? '',
    returnAddress: [],
    logo: logoFile(school.place),
    logoAlt: `Logo of ${school.name}`,
    signature: hasSigner ? signatureFile(school.principal) : '',
  };
}

function logoFile(place: number): string {
  return `letterhead/tree-${place + 1}.svg`;
}

function signatureFile(name: string): string {
  return `letterhead/signature-${name.toLowerCase().replaceAll(' ', '-')}.svg`;
}

function tree(place: number): string {
  const [crown, trunk] = COLOURS[place] as (typeof COLOURS)[number];
  const isConifer = place === 2 || place === 7;
  const leaves = isConifer
    ? `<path d="M60 8 L92 52 H28 Z M60 34 L100 82 H20 Z" fill="${crown}"/>`
    : `<circle cx="60" cy="38" r="${26 + (place % 3) * 3}" fill="${crown}"/><circle cx="38" cy="56" r="20" fill="${crown}"/><circle cx="82" cy="56" r="20" fill="${crown}"/>`;
  return svg(
    120,
    120,
    `<rect x="54" y="62" width="12" height="44" fill="${trunk}"/>${leaves}<path d="M16 108 H104" stroke="${trunk}" stroke-width="4"/>`,
  );
}

function districtLogo(): string {
  const waves = [78, 90, 102]
    .map((y) => `<path d="M12 ${y} q12 -10 24 0 t24 0 t24 0 t24 0" fill="none" stroke="#1b4f9c" stroke-width="5"/>`)
    .join('');
  return svg(
    120,
    120,
    `<path d="M60 12 L104 66 H16 Z" fill="#2f6b3c"/><circle cx="90" cy="24" r="10" fill="#d9a521"/>${waves}`,
  );
}

function signature(name: string): string {
  const seed = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) as number)) % 1_000_003, 7);
  const chance = new Chance(seed);
  let path = `M10 ${chance.between(30, 45)}`;
  for (let x = 10; x < 200; x += 20) {
    path += ` C${x + chance.between(2, 8)} ${chance.between(2, 20)} ${x + chance.between(10, 16)} ${chance.between(42, 58)} ${x + 20} ${chance.between(24, 40)}`;
  }
  return svg(
    220,
    64,
    `<path d="${path} q20 6 10 12" fill="none" stroke="#1b2a49" stroke-width="2.2" stroke-linecap="round"/>`,
  );
}

function svg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>\n`;
}
