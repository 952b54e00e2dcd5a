/** Freezes the letters of stamped notices and writes them, in the transaction that stamps. */
import type pg from 'pg';
import type { EvidenceJson } from '../../db/evidence-pack.ts';
import { freezeLetter, keepLetterImages, readLetterheads } from '../../documents/index.ts';
import type { FrozenLetter } from '../../documents/index.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import type { Codes } from './codes.ts';
import { readEligibilityFacts } from './eligibility-facts.ts';
import { historyStart, readHistory } from './history.ts';
import type { IssueRequest } from './issue-notices.ts';
import { noticeForLetter } from './notice-for-letter.ts';
import type { LetterSurroundings } from './notice-for-letter.ts';

/** One letter to one household. */
export interface LetterOfLine {
  readonly line: WorklistLine;
  readonly letterNo: number;
  readonly frozen: FrozenLetter;
}

/** Freezes what each letter will say. Input: `evidence` of every line. */
export async function freezeLetters(
  client: pg.ClientBase,
  request: IssueRequest,
  input: {
    readonly lines: readonly WorklistLine[];
    readonly evidence: ReadonlyMap<WorklistLine, readonly EvidenceJson[]>;
    readonly codes: Codes;
  },
): Promise<readonly LetterOfLine[]> {
  const letterheads = await readLetterheads(client, request.districtId);
  await keepLetterImages(client, request.districtId, letterheads);
  const around = {
    letterheads,
    districtName: await districtName(client, request.districtId),
    codes: input.codes,
    letterOn: request.asOf,
  };
  const history = await historyOf(client, request, input);
  const eligibility = await readEligibilityFacts(client, request, input.lines);
  return input.lines.flatMap((line) =>
    lettersOfLine(
      line,
      { evidence: input.evidence.get(line) ?? [], history: history.get(line.student) ?? [] },
      { ...around, sentence: sentenceOf(request, line), eligibility: eligibility.get(line) },
    ),
  );
}

/** What a person adds to the letters of a line in words of one's own; '' without. */
export function sentenceOf(
  { sentence, sentences }: Pick<IssueRequest, 'sentence' | 'sentences'>,
  { triggerId }: Pick<WorklistLine, 'triggerId'>,
): string {
  return sentences?.get(triggerId) ?? sentence ?? '';
}

function lettersOfLine(
  line: WorklistLine,
  records: { readonly evidence: readonly EvidenceJson[]; readonly history: readonly EvidenceJson[] },
  around: LetterSurroundings,
): readonly LetterOfLine[] {
  const frozen = line.letters.flatMap((letter, at) => {
    const notice = noticeForLetter(line, letter, records, around);
    return (line.plans[at]?.letters ?? []).map((planned) => {
      const template = line.policy.letters.get(letter.letter)?.get(planned.language);
      if (template === undefined) throw new Error(`no template of letter ${letter.letter} in ${planned.language}`);
      return freezeLetter({ planned, template, notice });
    });
  });
  return frozen.map((one, at) => ({ line, letterNo: at + 1, frozen: one }));
}

/** One reading of attendance for all letters that show more than their evidence. */
async function historyOf(
  client: pg.ClientBase,
  request: IssueRequest,
  input: { readonly lines: readonly WorklistLine[]; readonly codes: Codes },
): Promise<ReadonlyMap<string, readonly EvidenceJson[]>> {
  const starts = input.lines.flatMap((line) => historyStart(line) ?? []).toSorted();
  const through = input.lines
    .map((line) => line.trigger.triggerOn)
    .toSorted()
    .at(-1);
  const [from] = starts;
  if (from === undefined || through === undefined) return new Map();
  const students = [...new Set(input.lines.filter((line) => historyStart(line) !== null).map((line) => line.student))];
  return readHistory(client, { districtId: request.districtId, students, from, through, codes: input.codes });
}

/** Writes them under the numbers of their notices. */
export async function insertLetters(
  client: pg.ClientBase,
  districtId: number,
  {
    letters,
    noticeIds,
    mails,
  }: {
    readonly letters: readonly LetterOfLine[];
    readonly noticeIds: ReadonlyMap<WorklistLine, number>;
    /** Messages of those that go by e-mail. */
    readonly mails: ReadonlyMap<LetterOfLine, number>;
  },
): Promise<void> {
  for (let from = 0; from < letters.length; from += LETTERS_AT_ONCE) {
    const rows = letters.slice(from, from + LETTERS_AT_ONCE).map((letter) => ({
      ...letter.frozen,
      notice_id: noticeIds.get(letter.line),
      letter_no: letter.letterNo,
      by_email: mails.has(letter) ? 'waiting' : '',
      mail_id: mails.get(letter) ?? null,
    }));
    await client.query(INSERT_LETTERS_SQL, [districtId, JSON.stringify(rows)]);
  }
}

const LETTERS_AT_ONCE = 1000;

const INSERT_LETTERS_SQL = `
  insert into notice_letters (district_id, notice_id, letter_no, letter, language, wanted_language, recipients, address,
                              postal_code, facts, template, content_hash, send_to, by_email, mail_id)
  select $1, r.notice_id, r.letter_no, r.letter, r.language, r.wanted_language, r.recipients, r.address,
         r.postal_code, r.facts, r.template, r.content_hash, r.send_to, r.by_email, r.mail_id
    from jsonb_to_recordset($2::jsonb) as r (notice_id bigint, letter_no integer, letter text, language text, wanted_language text,
         recipients text[], address text[], postal_code text, facts jsonb, template text, content_hash text, send_to text, by_email text, mail_id bigint)`;

async function districtName(client: pg.ClientBase, districtId: number): Promise<string> {
  const found = await client.query<{ name: string }>('select name from districts where district_id = $1', [districtId]);
  return found.rows[0]?.name ?? '';
}
