import type { ClientBase } from 'pg';
import { Refusal, renderProblem } from '../../problem.ts';
import { fillTemplate } from '../content/fill-template.ts';
import type { LetterContent } from '../content/letter-content.ts';
import { contentHash } from '../freeze-letter.ts';
import type { LetterFacts } from '../letter-facts.ts';
import { missingParts } from '../letterheads.ts';
import { parseLetterTemplate, type LetterTemplate } from '../template/index.ts';
import type { PrintEntry } from './print-entry.ts';

/** One letter ready to be set, and which parts of its letterhead are not known. */
export interface ReadLetter {
  readonly content: LetterContent;
  readonly school: string;
  readonly lacks: readonly string[];
}

interface Row {
  readonly notice_id: number;
  readonly letter_no: number;
  readonly letter: string;
  readonly language: string;
  readonly facts: LetterFacts;
  readonly template: string;
  readonly content_hash: string;
}

/** Reads letters as they were frozen, in the order of the entries. */
export type ContentReader = (entries: readonly PrintEntry[]) => Promise<readonly ReadLetter[]>;

/**
 * A reader that fills frozen templates with frozen facts and computes nothing else.
 * Input: `images`, names of the images that can be printed; others are left out.
 * Fails: Refusal when a letter is not what was sealed.
 */
export function createContentReader(
  client: Pick<ClientBase, 'query'>,
  at: { readonly districtId: number; readonly images: ReadonlySet<string> },
): ContentReader {
  const templates = new Map<string, LetterTemplate>();
  return async (entries) => {
    const { rows } = await client.query<Row>(
      `select notice_id, letter_no, letter, language, facts, template, content_hash from notice_letters
       where district_id = $1 and (notice_id, letter_no) in (select * from unnest($2::bigint[], $3::integer[]))`,
      [at.districtId, entries.map((entry) => entry.noticeId), entries.map((entry) => entry.letterNo)],
    );
    const byKey = new Map(rows.map((row) => [`${row.notice_id}/${row.letter_no}`, row]));
    return entries.map((entry) => {
      const row = byKey.get(`${entry.noticeId}/${entry.letterNo}`);
      if (row === undefined) throw new Error('letters: a letter of the index is gone');
      return readLetter(row, templates, at.images);
    });
  };
}

function readLetter(row: Row, templates: Map<string, LetterTemplate>, images: ReadonlySet<string>): ReadLetter {
  if (contentHash(row) !== row.content_hash) {
    throw new Refusal(
      `The letter of notice N${row.notice_id} is not what was sealed when it was issued: its facts or its text were changed in the database. Nothing was printed. Restore a backup, or withdraw the notice.`,
      { code: 'print.altered', values: { name: `N${row.notice_id}` } },
    );
  }
  const template = templates.get(row.template) ?? readTemplate(row);
  templates.set(row.template, template);
  const reference = row.facts.reference === '' ? `N${row.notice_id}` : row.facts.reference;
  const content = withPrintableImages(fillTemplate(template, { ...row.facts, reference }), images);
  return {
    content,
    school: row.facts.school.name,
    lacks: [...missingParts(row.facts.letterhead), ...unprintable(row.facts, images)],
  };
}

function unprintable({ letterhead }: LetterFacts, images: ReadonlySet<string>): readonly string[] {
  const named = { logo: letterhead.logo, signature: letterhead.signature };
  return Object.entries(named).flatMap(([part, image]) =>
    image === null || images.has(`${image.hash}.${image.type}`) ? [] : [`${part} (its picture cannot be printed)`],
  );
}

/** A frozen template was a good one when it was stamped; it stays readable. */
function readTemplate(row: Row): LetterTemplate {
  const reading = parseLetterTemplate(row.template, `${row.letter}/${row.language}.md`);
  if (!reading.ok)
    throw new Error(`letters: a frozen template cannot be read: ${reading.problems.map(renderProblem).join('; ')}`);
  return reading.template;
}

/** The letter without the pictures that cannot be set. */
export function withPrintableImages(content: LetterContent, images: ReadonlySet<string>): LetterContent {
  const isPrintable = (image: { readonly hash: string; readonly type: string } | null): boolean =>
    image !== null && images.has(`${image.hash}.${image.type}`);
  return {
    ...content,
    logo: isPrintable(content.logo) ? content.logo : null,
    blocks: content.blocks.map((block) =>
      block.kind === 'signature' && !isPrintable(block.image)
        ? { ...block, image: null, space: block.lines.length > 1 }
        : block,
    ),
  };
}
