/** `rollcall case-file`: an attendance file or a court packet as one sealed PDF, and to whom it was given. */
import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { KnownDistrict, readDistrict } from '../../calculation/index.ts';
import {
  buildFile,
  CASE_FILE_PARTS,
  COURT_PACKET_PARTS,
  fileName,
  FILE_PARTS,
  giveFile,
  readSealedFiles,
  readSealedPdf,
  sealFile,
  type FilePartKey,
  type Purpose,
} from '../../case-files/index.ts';
import { withTransaction } from '../../db/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession } from '../session.ts';
import { listOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface SealOptions {
  readonly purpose: Purpose;
  readonly parts?: readonly string[];
  readonly plan?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
}

export function register(program: Command): void {
  const file = program.command('case-file').description('A student’s attendance file as one sealed PDF.');
  file
    .command('seal')
    .description('Put it together and seal it.')
    .argument('<case>', 'as C12')
    .addOption(
      new Option('--purpose <purpose>', 'what for').choices(['case-file', 'court-packet']).default('case-file'),
    )
    .option('--parts <parts>', `in their order, joined by commas: ${FILE_PARTS.join(', ')}`, listOption)
    .option('--plan <plan>', 'the plan of a court packet, as P12')
    .option('--out <file>', 'write the PDF here')
    .option('--dry-run', 'say what it would hold; seal nothing')
    .action((key: string, options: SealOptions) => seal(numberOf('C', key), options));
  const list = file.command('list').description('Files of a case that were sealed.').argument('<case>', 'as C12');
  formatOption(list).action((key: string, { format }: { readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const files = await readSealedFiles(db.pool, { districtId, caseId: numberOf('C', key) });
      if (format === 'json') {
        for (const one of files) printJsonLine({ ...one, file: fileName(one.fileId) });
        return;
      }
      printTable(
        ['file', 'purpose', 'pages', 'seal', 'by', 'at'],
        files.map((one) => [
          fileName(one.fileId),
          one.purpose,
          one.pages,
          one.sha256.slice(0, 12),
          one.by,
          one.at.toISOString(),
        ]),
      );
    }),
  );
  file
    .command('save')
    .description('Write a sealed file to the disk, as it was sealed.')
    .argument('<file>', 'as F12')
    .requiredOption('--out <file>', 'where')
    .action((key: string, { out }: { readonly out: string }) =>
      withSession(async ({ db, districtId }) => {
        const pdf = await readSealedPdf(db.pool, { districtId, fileId: numberOf('F', key) });
        if (pdf === undefined) throw new Refusal(`There is no sealed file ${key}.`);
        await writeFile(out, pdf, { mode: 0o600 });
        remark(`${key} is written to ${out}.`);
      }),
    );
  file
    .command('give')
    .description('Write down to whom it was given and why (34 CFR 99.32).')
    .argument('<file>', 'as F12')
    .requiredOption('--party <name>', 'to whom')
    .requiredOption('--interest <text>', 'their legitimate interest')
    .action((key: string, { party, interest }: { readonly party: string; readonly interest: string }) =>
      withSession(async (session) => {
        const who = await whoOfSession(session);
        const { districtId, now: at } = who;
        const audit = { actor: null, districtId, from: 'command line', at };
        const fileId = numberOf('F', key);
        const line = await withTransaction(session.db, (client) =>
          giveFile(client, who, { fileId, party, interest, on: who.on, audit }),
        );
        remark(`Written down as disclosure ${line}.`);
      }),
    );
}

function seal(caseId: number, { purpose, parts, plan, out, dryRun }: SealOptions): Promise<void> {
  return withSession(async (session) => {
    const who = await whoOfSession(session);
    const { home, db } = session;
    const chosen =
      parts === undefined ? (purpose === 'court-packet' ? COURT_PACKET_PARTS : CASE_FILE_PARTS) : parts.map(partOf);
    await withTransaction(db, async (client) => {
      const known = new KnownDistrict(await readDistrict(client, who.districtId));
      const planId = plan === undefined ? null : numberOf('P', plan);
      const built = await buildFile(client, who, { caseId, purpose, parts: chosen, planId, home, known });
      printTable(
        ['part', 'entries', 'page', 'pages'],
        built.parts.map((one) => [one.title, one.entries, one.page, one.pages]),
      );
      if (out !== undefined) await writeFile(out, built.pdf, { mode: 0o600 });
      if (dryRun === true) return remark(`${built.pages} pages; nothing is sealed.`);
      const fileId = await sealFile(client, who, { built, purpose, planId });
      remark(`${fileName(fileId)} is sealed: ${built.pages} pages.`);
    });
  });
}

function partOf(text: string): FilePartKey {
  const part = FILE_PARTS.find((one) => one === text);
  if (part === undefined)
    throw new ProblemError([{ path: '--parts', found: `"${text}"`, allowed: FILE_PARTS.join(', ') }]);
  return part;
}

function numberOf(letter: 'C' | 'F' | 'P', text: string): number {
  const digits = new RegExp(`^${letter}?([1-9]\\d{0,14})$`).exec(text)?.[1];
  if (digits === undefined)
    throw new ProblemError([{ path: 'number', found: `"${text}"`, allowed: `a number as ${letter}12` }]);
  return Number(digits);
}
