/** `rollcall letterhead`: signer, contact person, logo and return address of a school, or of the district. */
import { readFile, stat } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { withTransaction } from '../../db/index.ts';
import {
  letterheadOf,
  missingParts,
  readLetterheads,
  writeLetterhead,
  type Letterhead,
  type LetterheadChange,
} from '../../documents/index.ts';
import { Refusal } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';

interface ShowOptions {
  readonly school?: string;
  readonly format: Format;
}

interface SetOptions {
  readonly school?: string;
  readonly district?: string;
  readonly signer?: string;
  readonly signerTitle?: string;
  readonly contact?: string;
  readonly contactTitle?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly returnAddress?: readonly string[];
  readonly logo?: string;
  readonly logoAlt?: string;
  readonly signature?: string;
  readonly clear?: readonly string[];
  readonly format: Format;
}

const CLEARED: Readonly<Record<string, LetterheadChange>> = {
  signer: { signer: '', signerTitle: '', signature: null },
  contact: { contact: '', contactTitle: '' },
  phone: { phone: '' },
  email: { email: '' },
  'return-address': { returnAddress: [] },
  logo: { logo: null, logoAlt: '' },
  signature: { signature: null },
};

export function register(program: Command): void {
  const command = program
    .command('letterhead')
    .description('Signer, contact person, phone, return address, logo and signature on letters.');
  const show = command
    .command('show')
    .description('Show what letters of a school carry, and what is not known.')
    .option('--school <id>', 'one school; else all');
  formatOption(show).action((options: ShowOptions) => withSession((session) => showLetterheads(session, options)));
  const set = command
    .command('set')
    .description(
      'Set parts of a letterhead, for letters issued from now on. What a school leaves blank falls back to the district’s default.',
    )
    .option('--school <id>', 'the school; else the default of the district')
    .option('--district <name>', 'the name of the district, as letters carry it')
    .option('--signer <name>', 'who signs')
    .option('--signer-title <title>', 'the title of who signs')
    .option('--contact <name>', 'whom families call')
    .option('--contact-title <title>', 'the title of the contact person')
    .option('--phone <number>', 'the number to call')
    .option('--email <address>', 'the address to write to')
    .option('--return-address <lines...>', 'the return address, a line each')
    .option('--logo <file>', 'an SVG (shapes only), PNG or JPEG picture of at most 1 MB')
    .option('--logo-alt <text>', 'the logo in words, for those who hear the letter')
    .option('--signature <file>', 'the signature as a picture')
    .addOption(new Option('--clear <parts...>', 'take these parts away').choices(Object.keys(CLEARED)));
  formatOption(set).action((options: SetOptions) => withSession((session) => setLetterhead(session, options)));
}

async function showLetterheads({ db, districtId }: Session, { school, format }: ShowOptions): Promise<void> {
  const letterheads = await readLetterheads(db.pool, districtId);
  const ids = school === undefined ? [...letterheads.schools.keys()].toSorted() : [school];
  if (school !== undefined && !letterheads.schools.has(school)) throw new Refusal(`There is no school ${school}.`);
  if (school === undefined) ids.unshift('');
  const lines = ids.map((id) => ({
    school: id,
    name: letterheads.schools.get(id)?.name ?? 'default of the district',
    head: letterheadOf(letterheads, id),
  }));
  if (format === 'json') return lines.forEach((line) => printJsonLine(jsonOf(line.school, line.head)));
  printTable(
    ['school', 'name', 'signer', 'contact', 'phone', 'return address', 'not known'],
    lines.map(({ school: id, name, head }) => [
      id === '' ? '-' : id,
      name,
      [head.signer, head.signerTitle].filter(Boolean).join(', '),
      [head.contact, head.contactTitle].filter(Boolean).join(', '),
      head.phone,
      head.returnAddress.join(' | '),
      missingParts(head).join(', '),
    ]),
  );
}

function jsonOf(school: string, head: Letterhead): object {
  const { signer, signerTitle, contact, contactTitle, phone, email, returnAddress, logo, signature } = head;
  return {
    school: school === '' ? null : school,
    signer,
    signer_title: signerTitle,
    contact,
    contact_title: contactTitle,
    phone,
    email,
    return_address: returnAddress,
    logo: logo?.type ?? null,
    signature: signature?.type ?? null,
    missing: missingParts(head),
  };
}

async function setLetterhead({ db, districtId }: Session, options: SetOptions): Promise<void> {
  const change = await changeOf(options);
  const hasChange = Object.keys(change).length > 0;
  if (!hasChange && options.district === undefined)
    throw new Refusal('Nothing to set: name at least one part of the letterhead.');
  await withTransaction(db, async (client) => {
    if (options.district !== undefined)
      await client.query('update districts set name = $2 where district_id = $1', [
        districtId,
        options.district.trim(),
      ]);
    if (hasChange) await writeLetterhead(client, { districtId, schoolId: options.school ?? '' }, change);
  });
  remark(
    `Letters issued from now on carry it${options.school === undefined ? ' where the school has nothing of its own' : ''}.`,
  );
  if (options.format === 'json') {
    const head = letterheadOf(await readLetterheads(db.pool, districtId), options.school ?? '');
    printJsonLine({
      ...(options.district === undefined ? {} : { district: options.district.trim() }),
      ...jsonOf(options.school ?? '', head),
    });
  }
}

async function changeOf(options: SetOptions): Promise<LetterheadChange> {
  const { signer, signerTitle, contact, contactTitle, phone, email, returnAddress, logoAlt } = options;
  const texts = { signer, signerTitle, contact, contactTitle, phone, email, returnAddress, logoAlt };
  const given = Object.fromEntries(
    Object.entries(texts).filter(([, value]) => value !== undefined),
  ) as LetterheadChange;
  const cleared = Object.assign({}, ...(options.clear ?? []).map((part) => CLEARED[part])) as LetterheadChange;
  return {
    ...cleared,
    ...given,
    ...(options.logo === undefined ? {} : { logo: await readPicture('--logo', options.logo) }),
    ...(options.signature === undefined ? {} : { signature: await readPicture('--signature', options.signature) }),
  };
}

async function readPicture(option: string, path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new Refusal(`${option}: there is no file ${path}.`);
  if (found.size > 1_000_000)
    throw new Refusal(`${option}: ${path} has ${found.size} bytes; a picture has at most 1,000,000.`);
  return readFile(path);
}
