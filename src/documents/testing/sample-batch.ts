/** A batch with letters on file, for tests of print files on the real database. */
import type { Pool } from 'pg';
import { freezeLetter } from '../freeze-letter.ts';
import type { LetterFacts } from '../letter-facts.ts';
import type { PlannedLetter } from '../recipients.ts';
import { californiaTemplate, sampleFacts } from './sample-letter.ts';

export interface SampleLetter {
  readonly student?: { readonly first: string; readonly last: string };
  readonly recipients?: readonly string[];
  readonly street?: string;
  readonly postalCode?: string;
  readonly language?: string;
  readonly wantedLanguage?: string;
  readonly letter?: string;
  readonly flags?: PlannedLetter['flags'];
  readonly facts?: Partial<LetterFacts>;
  /** Further letter of the notice before, or of another number. */
  readonly sameNotice?: boolean;
  readonly letterNo?: number;
}

export interface SampleBatch {
  readonly batch: number;
  readonly notices: readonly number[];
}

/** Stamps a batch of these letters at Oak Middle School, one notice each. */
export async function stampSampleBatch(pool: Pool, letters: readonly SampleLetter[]): Promise<SampleBatch> {
  await pool.query(
    `insert into districts (district_id, name) values (1, 'Lakeside Unified School District') on conflict do nothing`,
  );
  await pool.query(
    `insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak Middle School') on conflict do nothing`,
  );
  const { rows } = await pool.query<{ batch_id: number }>(
    `insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures)
     values (1, gen_random_uuid()::text, '2026-11-16', '{}', 'Alma Bell', now(), '{}') returning batch_id`,
  );
  const batch = rows[0]?.batch_id ?? 0;
  const notices: number[] = [];
  for (const [place, sample] of letters.entries()) {
    if (sample.sameNotice !== true) notices.push(await stampNotice(pool, batch, `S${batch}-${place}`));
    await stampLetter(pool, notices.at(-1) ?? 0, {
      ...sample,
      letterNo: sample.letterNo ?? (sample.sameNotice === true ? 2 : 1),
    });
  }
  return { batch, notices };
}

async function stampNotice(pool: Pool, batch: number, student: string): Promise<number> {
  const { rows } = await pool.query<{ notice_id: number }>(
    `insert into notices (district_id, pack_id, student_id, criterion, cycle_on, occurrence, origin, batch_id, issued_on, issued_at, issued_by, notice_school_id, state)
     values (1, 'california-sarb', $2, 'L1', '2026-07-01', 1, 'rollcall', $1, '2026-11-16', now(), 'Alma Bell', 'oak', 'issued') returning notice_id`,
    [batch, student],
  );
  return rows[0]?.notice_id ?? 0;
}

async function stampLetter(
  pool: Pool,
  notice: number,
  sample: SampleLetter & { readonly letterNo: number },
): Promise<void> {
  const language = sample.language ?? 'en';
  const letter = sample.letter ?? 'first-notice';
  const street = sample.street ?? '214 Pepper Tree Lane';
  const postalCode = sample.postalCode ?? '90901';
  const planned: PlannedLetter = {
    recipients: sample.recipients ?? ['Ana Torres'],
    address: [street, `Lakeside, CA ${postalCode}`],
    postalCode,
    household: `${street}|${postalCode}`,
    language,
    wantedLanguage: sample.wantedLanguage ?? '',
    toStudent: false,
    flags: sample.flags ?? [],
    sendTo: '',
  };
  const { first, last } = sample.student ?? { first: 'Maya', last: 'Torres' };
  const student = { id: `S${notice}`, first, last, grade: '7' };
  const facts = sampleFacts({ letter, reference: '', student, ...sample.facts });
  const frozen = freezeLetter({ planned, template: californiaTemplate(letter, language), notice: facts });
  await pool.query(
    `insert into notice_letters (district_id, notice_id, letter_no, letter, language, wanted_language, recipients, address, postal_code, facts, template, content_hash)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      notice,
      sample.letterNo,
      frozen.letter,
      frozen.language,
      frozen.wanted_language,
      frozen.recipients,
      frozen.address,
      frozen.postal_code,
      JSON.stringify(frozen.facts),
      frozen.template,
      frozen.content_hash,
    ],
  );
}
