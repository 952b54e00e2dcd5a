import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipOf, type ZipEntry } from '../../bundle/testing-zip.ts';
import { closeCase, openCaseByHand } from '../attendance-file/change-case.ts';
import type { ActingRole } from '../core/who.ts';
import {
  keepDocuments,
  proposeRetention,
  purgeDocuments,
  writeRetention,
  readRetentionProposals,
} from '../retention/retention.ts';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import { fileDocument, moveDocument, putBackDocument, takeOutDocument } from './file-document.ts';
import { LARGEST_DOCUMENT } from './document.ts';
import { readStoredFile, removeStoredFile, storeFile, storeFileAt, sweepIncoming } from './file-store.ts';
import { readDocument, readDocuments } from './read-documents.ts';

let school: TestSchool;
let home: string;
beforeAll(async () => {
  school = await openTestSchool();
  home = mkdtempSync(join(tmpdir(), 'rollcall-documents-'));
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true, force: true });
});

const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(40)]);
const TYPES = (main: string) =>
  `<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${main}"/></Types>`;
const DOCX: readonly ZipEntry[] = [
  { name: '[Content_Types].xml', body: TYPES('wordprocessingml.document.main+xml') },
  { name: 'word/document.xml', body: '<w/>' },
];
const XLSX: readonly ZipEntry[] = [
  { name: '[Content_Types].xml', body: TYPES('spreadsheetml.sheet.main+xml') },
  { name: 'xl/workbook.xml', body: '<w/>' },
];
const ODT: readonly ZipEntry[] = [
  { name: 'mimetype', body: 'application/vnd.oasis.opendocument.text' },
  { name: 'content.xml', body: '<o/>' },
];
const place = () => ({ home, districtId: 1 });
const store = (bytes: Buffer) => storeFile(place(), Readable.from([bytes]));
const incoming = () => readdirSync(join(home, 'documents', '1', 'incoming'));

describe('a file that comes in', () => {
  test.each([
    ['pdf', PDF],
    ['png', PNG],
    ['jpg', JPEG],
    ['docx', zipOf([...DOCX])],
    ['xlsx', zipOf([...XLSX])],
    ['odt', zipOf([...ODT])],
  ])('is taken for what it is: %s', async (type, bytes) => {
    const file = await store(bytes);
    expect(file).toEqual({ type, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await readStoredFile(place(), file.sha256)).toEqual(bytes);
  });

  test.each([
    ['a page of HTML with the name of a PDF', Buffer.from('<html><script>alert(1)</script></html>'), /unknown type/],
    [
      'HTML in front of a PDF',
      Buffer.concat([Buffer.from('<script>1</script>\n'), PDF]),
      /unknown type|does not begin/,
    ],
    [
      'an SVG, which can hold scripts',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      /allowed: PDF/,
    ],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), /allowed: PDF/],
    ['a zip that is no office file', zipOf([{ name: 'notes.txt', body: 'x' }]), /no office file/],
    ['Word with macros', zipOf([...DOCX, { name: 'word/vbaProject.bin', body: 'x' }]), /macros/],
    [
      'Word that declares macros',
      zipOf([
        { name: '[Content_Types].xml', body: `${TYPES('wordprocessingml.document.main+xml')} macroEnabled` },
        DOCX[1] as ZipEntry,
      ]),
      /macros/,
    ],
    ['OpenDocument with scripts', zipOf([...ODT, { name: 'Scripts/python/x.py', body: 'x' }]), /macros/],
    [
      'a program inside a document',
      zipOf([...DOCX, { name: 'word/embeddings/run.exe', body: 'x' }]),
      /macros or other programs/,
    ],
    [
      'an office file with a password',
      zipOf([{ ...(DOCX[0] as ZipEntry), isEncrypted: true }, DOCX[1] as ZipEntry]),
      /password/,
    ],
    [
      'a spreadsheet that says it is a text',
      zipOf([
        { name: '[Content_Types].xml', body: TYPES('wordprocessingml.document.main+xml') },
        { name: 'xl/workbook.xml', body: 'x' },
      ]),
      /says it is something else/,
    ],
    [
      'an office file that unpacks to far too much',
      zipOf([...DOCX, { name: 'word/media/a.bin', body: 'x', declared: 900_000_000 }]),
      /unpacks to too much|damaged/,
    ],
    ['a damaged zip', zipOf([...DOCX]).subarray(0, 120), /damaged/],
    ['an empty file', Buffer.alloc(0), /something in it/],
  ])('%s is refused by its content, and nothing is left of it', async (_, bytes, why) => {
    await expect(store(bytes)).rejects.toThrow(why);
    expect(incoming()).toEqual([]);
  });

  test('of 20 MB is taken, of one byte more it is not, however it comes', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(LARGEST_DOCUMENT - PDF.length)]);
    expect((await store(large)).size).toBe(LARGEST_DOCUMENT);
    await expect(store(Buffer.concat([large, Buffer.from('x')]))).rejects.toThrow(/up to 20 MB/);
    expect(incoming()).toEqual([]);
  });

  test('lies under its hash, once, without a name, for its owner alone', async () => {
    const { sha256 } = await store(PDF);
    await store(PDF);
    const path = join(home, 'documents', '1', sha256.slice(0, 2), sha256);
    expect(readFileSync(path)).toEqual(PDF);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test('that was changed on the disk is not given out', async () => {
    const { sha256 } = await store(Buffer.from('%PDF-1.4 first'));
    writeFileSync(join(home, 'documents', '1', sha256.slice(0, 2), sha256), '%PDF-1.4 other');
    await expect(readStoredFile(place(), sha256)).rejects.toThrow(/not the one that was filed/);
    await expect(readStoredFile(place(), 'a'.repeat(64))).rejects.toThrow(/not in the folder/);
  });

  test('whose upload was cut off is swept away after a day, not before', async () => {
    writeFileSync(join(home, 'documents', '1', 'incoming', 'half'), 'x');
    expect(await sweepIncoming(place(), new Date())).toBe(0);
    expect(await sweepIncoming(place(), new Date(Date.now() + 25 * 3_600_000))).toBe(1);
  });

  test('may come from this machine, where it is there', async () => {
    const path = join(home, 'note.pdf');
    writeFileSync(path, PDF);
    expect((await storeFileAt(place(), path)).type).toBe('pdf');
    await expect(storeFileAt(place(), join(home, 'nothing.pdf'))).rejects.toThrow(/There is no file/);
  });
});

const fileTo = async (student: string, bytes = PDF, role: ActingRole = 'clerk', receivedOn?: string) => {
  const file = await store(bytes);
  const on = receivedOn === undefined ? {} : { receivedOn };
  return school.as(role, (client, who) =>
    fileDocument(client, who, {
      student,
      kind: 'medical-note',
      title: 'Dr. Lee',
      file,
      fileName: '../Maya\u202e Torres.pdf',
      days: ['2026-11-10', '2026-11-09'],
      ...on,
    }),
  );
};

describe('a document', () => {
  test('is filed once to a student, with its days in order and its name made plain', async () => {
    const documentId = await fileTo('maya');
    expect(await readDocument(school.db.pool, 1, documentId)).toMatchObject({
      student: 'maya',
      school: 'oak',
      year: 2026,
      type: 'pdf',
      days: ['2026-11-09', '2026-11-10'],
      fileName: 'Maya Torres.pdf',
      state: 'filed',
      by: 'The clerk',
    });
    await expect(fileTo('maya')).rejects.toThrow(/filed to this student already/);
  });

  test('at the wrong student is moved by an administrator; the reason stays on both', async () => {
    const [wrong] = await readDocuments(school.db.pool, { districtId: 1, student: 'maya' });
    const move = (role: ActingRole) =>
      school.as(role, (client, who) =>
        moveDocument(client, who, {
          documentId: wrong?.documentId ?? 0,
          toStudent: 'kwame',
          reason: 'Two notes came at once',
        }),
      );
    await expect(move('clerk')).rejects.toThrow(/is for the school administrator/);
    const movedId = await move('administrator');
    expect(await readDocument(school.db.pool, 1, wrong?.documentId ?? 0)).toMatchObject({
      state: 'moved',
      stateReason: 'Two notes came at once',
      stateBy: 'The administrator',
      movedTo: movedId,
    });
    expect(await readDocument(school.db.pool, 1, movedId)).toMatchObject({
      student: 'kwame',
      school: 'elm',
      state: 'filed',
      movedFrom: wrong?.documentId,
    });
    const steps = await school.rows<{ student_id: string; step: string; reason: string }>(
      `select student_id, step, reason from casework_steps where thing = 'document' and reason <> '' order by step_id`,
    );
    expect(steps).toEqual([
      { student_id: 'maya', step: 'moved-away', reason: 'Two notes came at once' },
      { student_id: 'kwame', step: 'moved-here', reason: 'Two notes came at once' },
    ]);
    await expect(move('administrator')).rejects.toThrow(/is moved/);
  });

  test('is taken out with a reason and put back; two at once: one of them', async () => {
    const documentId = await fileTo('lee', PNG);
    const take = () =>
      school.as('administrator', (client, who) =>
        takeOutDocument(client, who, { documentId, reason: 'Not about attendance' }),
      );
    const both = await Promise.allSettled([take(), take()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await readDocument(school.db.pool, 1, documentId)).toMatchObject({
      state: 'taken-out',
      stateReason: 'Not about attendance',
    });
    await school.as('district', (client, who) =>
      putBackDocument(client, who, { documentId, reason: 'It is, after all' }),
    );
    expect(await readDocument(school.db.pool, 1, documentId)).toMatchObject({ state: 'filed', stateReason: '' });
    const blank = school.as('district', (client, who) => takeOutDocument(client, who, { documentId, reason: ' ' }));
    await expect(blank).rejects.toThrow(/why, in words/);
  });
});

describe('retention', () => {
  const later = new Date('2033-08-02T18:00:00Z');
  const propose = (now = later) => school.as('rollcall', proposeRetention, now);

  test('proposes files of closed years that are older than the district keeps them, and removes nothing', async () => {
    await school.as('clerk', (client, who) => openCaseByHand(client, who, { student: 'lee', reason: 'test' }));
    expect(await propose(new Date('2032-06-30T18:00:00Z'))).toBe(0);
    // Of maya and kwame, who have no open file; the file of lee is open.
    expect(await propose()).toBe(2);
    expect(await propose()).toBe(0);
    await school.as('administrator', async (client, who) => {
      const found = await client.query<{ id: number }>(`select case_id as id from cases where student_id = 'lee'`);
      await closeCase(client, who, { caseId: found.rows[0]?.id ?? 0, outcome: 'other', reason: 'test' });
    });
  });

  test('a person keeps or purges with a reason: the bytes go, the entry and its hash stay', async () => {
    const [first] = await readRetentionProposals(school.db.pool, 1);
    await school.as(
      'district',
      (client, who) => keepDocuments(client, who, { proposalId: first?.proposalId ?? 0, reason: 'a court asked' }),
      later,
    );
    expect(await propose()).toBe(3);
    const [proposal] = await readRetentionProposals(school.db.pool, 1);
    const purge = (role: ActingRole) =>
      school.as(
        role,
        (client, who) => purgeDocuments(client, who, { proposalId: proposal?.proposalId ?? 0, reason: 'Time is over' }),
        later,
      );
    await expect(purge('administrator')).rejects.toThrow(/is for the district office/);
    const { documents, unused } = await purge('district');
    expect(documents).toBe(3);
    expect(unused).toHaveLength(2);
    for (const sha256 of unused) await removeStoredFile(place(), sha256);
    const [left] = await readDocuments(school.db.pool, { districtId: 1, student: 'lee' });
    expect(left).toMatchObject({ state: 'purged', stateReason: 'Time is over', title: 'Dr. Lee' });
    expect(left?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(existsSync(join(home, 'documents', '1', left?.sha256.slice(0, 2) ?? '', left?.sha256 ?? ''))).toBe(false);
    await expect(purge('district')).rejects.toThrow(/decided already/);
  });

  test('the years are the district’s to say, with a reason', async () => {
    const set = (documentsYears: number) =>
      school.as('district', (client, who) => writeRetention(client, who, { documentsYears, reason: 'board policy' }));
    await expect(set(0)).rejects.toThrow(/1 to 99 years/);
    await set(1);
    await fileTo('maya', JPEG, 'clerk', '2026-06-01');
    expect(await propose(new Date('2026-11-16T18:00:00Z'))).toBe(0);
    expect(await propose(new Date('2027-07-02T18:00:00Z'))).toBe(1);
  });
});
