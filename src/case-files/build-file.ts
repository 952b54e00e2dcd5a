/** Builds an attendance file or a court packet as one PDF: cover, contents, its parts in the chosen order. Nothing is written. */
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../calculation/index.ts';
import type { Who } from '../cases/index.ts';
import { createLetterEngine, type LetterEngine, type Sheet } from '../documents/index.ts';
import { Refusal } from '../problem.ts';
import { dayText, momentText, readFileFacts, type FileFacts } from './file-facts.ts';
import { factsSection, tableSection, type FilePart, type FilePartKey } from './file-part.ts';
import { joinFile, type JoinedFile, type JoinedPiece, type PieceToJoin } from './join-file.ts';
import { contractsPart, documentsPart, filingPart, lettersPart, plansPart, type Desk } from './papers.ts';
import {
  attendancePart,
  contactsPart,
  disclosuresPart,
  journalPart,
  meetingsPart,
  referralsPart,
  timelinePart,
} from './records.ts';

export type Purpose = 'case-file' | 'court-packet';

export interface BuildFile {
  readonly caseId: number;
  readonly purpose: Purpose;
  /** In the order in which they shall stand. */
  readonly parts: readonly FilePartKey[];
  /** The plan of a court packet. */
  readonly planId: number | null;
  /** What a court packet is sealed for, before it is written. */
  readonly recommendation?: { readonly by: string; readonly reason: string } | null;
  readonly home: string;
  readonly known: KnownDistrict;
}

export interface BuiltFile {
  readonly facts: FileFacts;
  readonly pdf: Buffer;
  readonly pages: number;
  readonly parts: readonly BuiltPart[];
  /** Papers of which no page could be made; they are inside the PDF as they came. */
  readonly carried: readonly string[];
}

export interface BuiltPart {
  readonly part: FilePartKey;
  readonly title: string;
  readonly entries: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

const READERS: Readonly<Record<FilePartKey, (client: ClientBase, facts: FileFacts, desk: Desk) => Promise<FilePart>>> =
  {
    filing: filingPart,
    timeline: timelinePart,
    attendance: attendancePart,
    letters: lettersPart,
    contacts: contactsPart,
    journal: journalPart,
    meetings: meetingsPart,
    contracts: contractsPart,
    plans: plansPart,
    referrals: referralsPart,
    documents: documentsPart,
    disclosures: disclosuresPart,
  };

/** Input: a client that sees the student. Fails: Refusal for a file that is not there, or without any part. */
export async function buildFile(client: ClientBase, who: Who, input: BuildFile): Promise<BuiltFile> {
  if (input.parts.length === 0) throw new Refusal('Tick at least one part.', { code: 'files.no-part' });
  const facts = await readFileFacts(client, who.districtId, input.caseId);
  const engine = createLetterEngine();
  try {
    const desk: Desk = {
      engine,
      home: input.home,
      on: who.on,
      known: input.known,
      planId: input.planId,
      recommendation: input.recommendation ?? null,
    };
    const parts: FilePart[] = [];
    for (const key of input.parts) parts.push(await READERS[key](client, facts, desk));
    const body = await bodyOf(engine, facts, parts);
    const joined = await withFront(engine, who, { facts, input, parts, body });
    const placeOf = new Map(joined.pieces.filter(({ depth }) => depth === 0).map((piece) => [piece.title, piece]));
    return {
      facts,
      pdf: joined.pdf,
      pages: joined.pages,
      carried: joined.carried,
      parts: parts.map(({ key, title, entries, attachments }) => {
        const at = joined.pieces.findIndex((piece) => piece === placeOf.get(title));
        const own = at < 0 ? [] : joined.pieces.slice(at, at + 1 + attachments.length);
        return {
          part: key,
          title,
          entries,
          page: own[0]?.page ?? 0,
          pages: own.reduce((sum, { pages }) => sum + pages, 0),
        };
      }),
    };
  } finally {
    await engine.close();
  }
}

async function bodyOf(
  engine: LetterEngine,
  facts: FileFacts,
  parts: readonly FilePart[],
): Promise<readonly PieceToJoin[]> {
  const pieces: PieceToJoin[] = [];
  // A part without anything takes no page; the cover names it.
  for (const { title, sections, attachments, entries } of parts) {
    if (entries === 0) continue;
    const bytes = await render(engine, facts, { title, lines: [`${facts.last}, ${facts.first}`], sections });
    pieces.push({ title, depth: 0, content: { kind: 'pdf', title, bytes } });
    for (const content of attachments) pieces.push({ title: content.title, depth: 1, content });
  }
  return pieces;
}

interface Front {
  readonly facts: FileFacts;
  readonly input: BuildFile;
  readonly parts: readonly FilePart[];
  readonly body: readonly PieceToJoin[];
}

/** The contents name pages, which come after the contents: joined once to count, then with the numbers. */
async function withFront(engine: LetterEngine, who: Who, { facts, input, parts, body }: Front): Promise<JoinedFile> {
  const head = {
    title: `${titleOf(input.purpose)} ${facts.year}-${String(facts.year + 1).slice(2)}`,
    author: facts.district,
    foot: `File C${facts.caseId}, ${facts.year}-${String(facts.year + 1).slice(2)}`,
    madeAt: who.now,
  };
  const cover = await coverOf(engine, who, { facts, input, parts, title: head.title });
  let contents: readonly JoinedPiece[] = [];
  let carried: readonly string[] = [];
  for (let round = 0; ; round += 1) {
    const pieces: PieceToJoin[] = [
      { title: 'Cover', depth: 0, content: { kind: 'pdf', title: 'Cover', bytes: cover } },
      { title: 'Contents', depth: 0, content: await contentsOf(engine, facts, contents, carried) },
      ...body,
    ];
    const joined = await joinFile(pieces, head);
    const isSettled = JSON.stringify(joined.pieces) === JSON.stringify(contents);
    if (isSettled || round > 3) return joined;
    contents = joined.pieces;
    carried = joined.carried;
  }
}

async function coverOf(
  engine: LetterEngine,
  who: Who,
  { facts, input, parts, title }: Omit<Front, 'body'> & { readonly title: string },
): Promise<Buffer> {
  const sections = [
    factsSection('', [
      ['Student', `${facts.first} ${facts.last}`],
      ['Date of birth', dayText(facts.birthOn)],
      ['Grade, school', `${facts.grade}, ${facts.schoolName}`],
      ['School year', `${facts.year}-${facts.year + 1}`],
      ['File', `C${facts.caseId}, opened ${dayText(facts.openedOn)} (${facts.because})`],
      ['Owner', facts.owner],
      ['Put together', `${momentText(who.now, facts.zone)} by ${who.name}`],
      ['Plan', input.planId === null ? '' : `P${input.planId}`],
    ]),
    tableSection(
      'In this file',
      [
        ['Part', 6],
        ['Entries', 2],
      ],
      parts.map(({ title: part, entries }) => [part, entries === 0 ? 'none on file' : String(entries)]),
    ),
  ];
  const lines = [
    'Education record of a student: protected by the Family Educational Rights and Privacy Act (20 U.S.C. 1232g; 34 CFR Part 99). It may be used for the purpose it was given for, and not passed on without consent.',
  ];
  return render(engine, facts, { title, lines, sections });
}

async function contentsOf(
  engine: LetterEngine,
  facts: FileFacts,
  pieces: readonly JoinedPiece[],
  carried: readonly string[],
): Promise<PieceToJoin['content']> {
  const rows = pieces
    .filter(({ title, depth }) => depth === 1 || (title !== 'Cover' && title !== 'Contents'))
    .map(({ title, depth, page, pages }) => [
      depth === 0 ? title : `    ${title}`,
      pages === 0 ? 'enclosed as a file' : String(page),
      pages === 0 ? '' : String(pages),
    ]);
  const note =
    carried.length === 0
      ? []
      : ['Enclosed as files: no page could be made of them. Open the list of attachments of this PDF to read them.'];
  const sections = [
    tableSection(
      '',
      [
        ['Part', 10],
        ['Page', 3],
        ['Pages', 2],
      ],
      rows,
      note,
    ),
  ];
  return {
    kind: 'pdf',
    title: 'Contents',
    bytes: await render(engine, facts, { title: 'Contents', lines: [], sections }),
  };
}

async function render(
  engine: LetterEngine,
  facts: FileFacts,
  { title, lines, sections }: Pick<Sheet, 'title' | 'lines' | 'sections'>,
): Promise<Buffer> {
  const sheet: Sheet = {
    language: 'en',
    sender: `${facts.district}, ${facts.schoolName}`,
    title,
    lines,
    foot: '',
    pageLine: '',
    isWide: false,
    sections,
  };
  return (await engine.renderSheet(sheet, { title, author: facts.district })).pdf;
}

function titleOf(purpose: Purpose): string {
  return purpose === 'court-packet' ? 'Court packet' : 'Attendance file';
}
