/** The parts of a file that bring papers of their own: letters, contracts, plans, documents, and the filing sheet of a court. */
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../calculation/index.ts';
import {
  contractPaper,
  readContracts,
  readCopyContent,
  readDocuments,
  readPlanFile,
  readStoredFile,
  type PlanFile,
  type RequirementState,
} from '../cases/index.ts';
import {
  createLetterEngine,
  letterWithImages,
  readOneLetter,
  renderOneLetter,
  type LetterEngine,
  type OneLetter,
  type SheetSection,
} from '../documents/index.ts';
import { Refusal } from '../problem.ts';
import { dayText, languageText, momentText, words, yearOfFile, type FileFacts } from './file-facts.ts';
import { factsSection, PART_TITLES, tableSection, type Attachment, type FilePart } from './file-part.ts';

export interface Desk {
  readonly engine: LetterEngine;
  /** Folder of documents. */
  readonly home: string;
  /** ISO, today. */
  readonly on: string;
  readonly known: KnownDistrict;
  /** The plan of a court packet; null: none. */
  readonly planId: number | null;
  /** The recommendation that the packet is sealed for, before it is written; null: as it is on file. */
  readonly recommendation: { readonly by: string; readonly reason: string } | null;
}

/** Every letter of the school year as it was stamped. */
export async function lettersPart(client: ClientBase, facts: FileFacts): Promise<FilePart> {
  const { districtId, student } = facts;
  const { from, to } = yearOfFile(facts);
  const found = await client.query<{
    readonly notice: number;
    readonly no: number;
    readonly letter: string;
    readonly criterion: string;
    readonly language: string;
    readonly recipients: readonly string[];
    readonly issued: string;
    readonly state: string;
  }>(
    `select n.notice_id as notice, l.letter_no as no, l.letter, n.criterion, l.language, l.recipients, n.issued_on as issued, n.state
       from notices n join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id
      where n.district_id = $1 and n.student_id = $2 and n.issued_on between $3 and $4 and n.state <> 'withdrawn'
      order by n.issued_on, n.notice_id, l.letter_no`,
    [districtId, student, from, to],
  );
  const letters: { readonly title: string; readonly one: OneLetter }[] = [];
  for (const { notice, no, letter, recipients } of found.rows) {
    const one = await readOneLetter(client, { districtId, notice, letterNo: no });
    if (one !== undefined) letters.push({ title: `N${notice}, ${words(letter)}, to ${recipients.join(', ')}`, one });
  }
  const attachments = await renderLetters(letters);
  const rows = found.rows.map((row) => [
    `N${row.notice}`,
    words(row.letter),
    row.recipients.join(', '),
    languageText(row.language),
    dayText(row.issued),
    words(row.state),
  ]);
  const columns = [
    ['Notice', 2],
    ['Letter', 4],
    ['To', 5],
    ['Language', 2],
    ['Issued', 4],
    ['State', 3],
  ] as const;
  return partOf('letters', rows.length, [tableSection('', columns, rows)], attachments);
}

/** As they were sent, with the pictures of their letterheads. A picture that cannot be set is left out of its letter. */
async function renderLetters(
  letters: readonly { readonly title: string; readonly one: OneLetter }[],
): Promise<readonly Attachment[]> {
  const engine = createLetterEngine({ images: new Map(letters.flatMap(({ one }) => [...one.images])) });
  const made: Attachment[] = [];
  try {
    for (const { title, one } of letters) {
      const bytes = await engine.renderOne(one.content).catch(() => renderOneLetter(one));
      made.push({ kind: 'pdf', title, bytes });
    }
  } finally {
    await engine.close();
  }
  return made;
}

export async function contractsPart(client: ClientBase, facts: FileFacts, { engine }: Desk): Promise<FilePart> {
  const { districtId, student } = facts;
  const all = (await readContracts(client, { districtId, student, year: facts.year })).toReversed();
  const attachments: Attachment[] = [];
  for (const contract of all)
    for (const language of contract.languages) {
      const paper = contractPaper(contract, language);
      const { pdf } = await engine.renderForm(paper, { title: paper.title, author: facts.schoolName });
      attachments.push({ kind: 'pdf', title: `${paper.title} (${languageText(language)})`, bytes: pdf });
    }
  const rows = all.map(({ state, startsOn, reviewOn, endsOn, languages, signatures }) => [
    words(state),
    dayText(startsOn),
    dayText(reviewOn),
    dayText(endsOn),
    languages.map(languageText).join(', '),
    `${signatures.filter(({ way }) => way !== '').length} of ${signatures.length}`,
  ]);
  const columns = [
    ['State', 3],
    ['From', 4],
    ['Review', 4],
    ['To', 4],
    ['Languages', 3],
    ['Signed', 2],
  ] as const;
  return partOf('contracts', rows.length, [tableSection('', columns, rows)], attachments);
}

export async function plansPart(client: ClientBase, facts: FileFacts, desk: Desk): Promise<FilePart> {
  const { districtId, student } = facts;
  const found = await client.query<{ id: number }>(
    `select plan_id as id from plans where district_id = $1 and student_id = $2 and case_id = $3 and state <> 'cancelled' order by begins_on`,
    [districtId, student, facts.caseId],
  );
  const sections: SheetSection[] = [];
  const attachments: Attachment[] = [];
  for (const { id: planId } of found.rows) {
    const file = await readPlanFile(client, { districtId, planId, on: desk.on, known: desk.known });
    if (file === undefined) continue;
    sections.push(...planSections(file));
    for (const { copyId, recipients } of file.copies) {
      const content = await readCopyContent(client, { districtId, planId, copyId });
      if (content === undefined) continue;
      const one = await letterWithImages(client, districtId, content);
      const title = `P${planId}, what the family was told, to ${recipients.join(', ')}`;
      attachments.push(...(await renderLetters([{ title, one }])));
    }
  }
  return partOf(
    'plans',
    found.rows.length,
    sections.length === 0 ? [tableSection('', [['', 1]], [])] : sections,
    attachments,
  );
}

function planSections({
  plan,
  owner,
  supervisor,
  interventions,
  elsewhere,
  journals,
  around,
  schoolName,
}: PlanFile): readonly SheetSection[] {
  const rate = (span: { readonly days: number; readonly absentThousandths: number }): string =>
    span.days === 0
      ? ''
      : `${(100 - span.absentThousandths / (span.days * 10)).toFixed(1)}% of ${span.days} school days`;
  return [
    factsSection(`Plan P${plan.planId}, ${plan.termName === '' ? 'school year' : plan.termName}`, [
      ['School', schoolName],
      ['Made', plan.criterion === '' ? `by hand, by ${plan.madeBy}` : `by rule ${plan.criterion}`],
      ['From, to', `${dayText(plan.beginsOn)} to ${dayText(plan.closedOn ?? plan.endsOn)}`],
      ['State', [words(plan.state), words(plan.outcome)].filter((text) => text !== '').join(': ')],
      ['Owner', owner],
      ['Supervisor of attendance', supervisor],
      ['Implemented', dayText(plan.implementedOn)],
      ['Family', words(plan.familyPart)],
      ['What the family said', plan.familyComments],
      ['Did it help', [words(plan.ourView), plan.ourReasons].filter((text) => text !== '').join(': ')],
      ['Attendance before', around === null ? '' : rate(around.before)],
      ['Attendance after', around === null ? '' : rate(around.after)],
    ]),
    tableSection(
      'What was tried',
      [
        ['What', 6],
        ['From', 4],
        ['To', 4],
        ['How often', 4],
        ['Who', 4],
        ['State', 3],
      ],
      [
        ...interventions.map((one) => [
          one.title,
          dayText(one.startOn),
          dayText(one.endOn),
          one.dosage,
          one.person,
          words(one.state),
        ]),
        ...elsewhere.map(({ on, what }) => [what, dayText(on), '', '', '', 'student information system']),
      ],
    ),
    tableSection(
      'Journal, reason attendance',
      [
        ['Day', 4],
        ['Entry', 14],
        ['By', 4],
      ],
      journals.toReversed().map(({ on, entry, by }) => [dayText(on), entry, by]),
    ),
  ];
}

/** PDF and pictures are joined; office files go along as they are. What was taken out or moved away is named, never shown. */
export async function documentsPart(client: ClientBase, facts: FileFacts, { home }: Desk): Promise<FilePart> {
  const { districtId, student, year } = facts;
  const all = (await readDocuments(client, { districtId, student, year })).toReversed();
  const attachments: Attachment[] = [];
  const notes = new Map<number, string>();
  for (const { documentId, state, sha256, type, kind, fileName, title } of all) {
    if (state !== 'filed') continue;
    const bytes = await readStoredFile({ home, districtId }, sha256).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    const name = title === '' ? words(kind) : title;
    if (bytes === undefined) notes.set(documentId, 'the file is missing on this installation');
    else if (type === 'pdf') attachments.push({ kind: 'pdf', title: name, bytes });
    else if (type === 'png' || type === 'jpg') attachments.push({ kind: 'image', title: name, bytes, type });
    else attachments.push({ kind: 'file', title: name, bytes, name: fileName });
  }
  const rows = all.map((one) => [
    dayText(one.receivedOn),
    words(one.kind),
    [one.title, one.note, one.days.length === 0 ? '' : `covers ${one.days.map(dayText).join('; ')}`]
      .filter((text) => text !== '')
      .join(', '),
    one.type,
    one.state === 'filed' ? (notes.get(one.documentId) ?? '') : `${words(one.state)}: ${one.stateReason}`,
    one.sha256.slice(0, 12),
  ]);
  const columns = [
    ['Received', 4],
    ['Kind', 4],
    ['What', 7],
    ['Type', 2],
    ['State', 4],
    ['Seal', 3],
  ] as const;
  return partOf('documents', rows.length, [tableSection('', columns, rows)], attachments);
}

const REQUIREMENT_WORDS: Readonly<Record<string, (one: RequirementState) => string>> = {
  days: ({ need }) => `${need} unexcused days in the term`,
  guardian: () => 'Parent or caregiver on file',
  'guardian-birth-date': () => 'Date of birth of a parent',
  'guardian-gender': () => 'Gender of a parent',
  plan: () => 'Plan on file',
  contacts: ({ need }) => (need === 1 ? '1 contact with the family' : `${need} contacts with the family`),
  interventions: ({ need }) => (need === 1 ? '1 intervention tried' : `${need} interventions tried`),
  'student-details': () => 'Details of the student',
  letter: ({ letter }) => `Letter: ${words(letter)}`,
};

/** What a court asks, on its first sheet. */
export async function filingPart(client: ClientBase, facts: FileFacts, desk: Desk): Promise<FilePart> {
  const { districtId, zone } = facts;
  const file =
    desk.planId === null
      ? undefined
      : await readPlanFile(client, { districtId, planId: desk.planId, on: desk.on, known: desk.known });
  if (file === undefined) return partOf('filing', 0, [tableSection('', [['', 1]], [])], []);
  const { details, guardians } = file.facts;
  const days = file.readiness.find(({ kind }) => kind === 'days')?.days ?? [];
  const filing = file.filings.find(({ state }) => state !== 'withdrawn' && state !== 'returned');
  const sections = [
    factsSection('Student', [
      ['Name', `${facts.first} ${facts.last}`],
      ['Date of birth', dayText(facts.birthOn)],
      ['Grade, school', `${facts.grade}, ${facts.schoolName}`],
      ['Gender', details.gender],
      ['Eye color', details.eyeColor],
      ['Hair color', details.hairColor],
      ['Height, weight', [details.height, details.weight].filter((text) => text !== '').join(', ')],
    ]),
    tableSection(
      'Parents and caregivers',
      [
        ['Name', 6],
        ['Relation', 4],
        ['Date of birth', 4],
        ['Gender', 3],
      ],
      guardians.map(({ name, relation, birthOn, gender }) => [name, relation, dayText(birthOn), gender]),
    ),
    tableSection(
      'Requirements',
      [
        ['Requirement', 8],
        ['State', 3],
        ['', 8],
      ],
      file.readiness.map((one) => [
        REQUIREMENT_WORDS[one.kind]?.(one) ?? words(one.kind),
        words(one.state),
        one.state === 'not-needed'
          ? `${one.reason} (${one.by})`
          : one.reachedOn === null
            ? ''
            : `reached ${dayText(one.reachedOn)}`,
      ]),
    ),
    tableSection(
      'Unexcused days of the term',
      [['Day', 1]],
      days.map((day) => [dayText(day)]),
    ),
    factsSection('Recommendation', [
      ['By', filing?.recommendedBy ?? desk.recommendation?.by ?? 'not recommended'],
      ['On', dayText(filing?.recommendedOn ?? (desk.recommendation === null ? null : desk.on))],
      ['Reason', filing?.reason ?? desk.recommendation?.reason ?? ''],
      ['Supervisor of attendance', file.supervisor],
      ['Plan made', momentText(file.plan.madeAt, zone)],
    ]),
  ];
  return partOf('filing', 1, sections, []);
}

function partOf(
  key: FilePart['key'],
  entries: number,
  sections: readonly SheetSection[],
  attachments: readonly Attachment[],
): FilePart {
  return { key, title: PART_TITLES[key], entries, sections, attachments };
}
