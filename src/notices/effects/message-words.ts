/** What the words of notifications are made of, once their notices are stamped. */
import type pg from 'pg';
import type { OccasionWords } from '../../cases/index.ts';
import { letterheadOf, readLetterheads } from '../../documents/index.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import { noticeName } from '../identity.ts';
import { readCodes } from '../issue/codes.ts';
import { readEligibilityFacts } from '../issue/eligibility-facts.ts';
import { evidenceOf } from '../issue/insert-notices.ts';
import { noticeForLetter } from '../issue/notice-for-letter.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import type { EffectLine } from './plan-effects.ts';

/** By line, for those whose criterion tells somebody something. Input: the transaction that stamps, after the notices are there. */
export async function readMessageWords<Line extends EffectLine>(
  client: pg.ClientBase,
  { districtId, asOf }: { readonly districtId: number; readonly asOf: string },
  noticeIds: ReadonlyMap<Line, number>,
): Promise<ReadonlyMap<Line, OccasionWords>> {
  const lines = [...noticeIds.keys()].filter(({ rule }) => rule.then.some(({ kind }) => kind === 'notification'));
  if (lines.length === 0) return new Map();
  const letterheads = await readLetterheads(client, districtId, { pictures: false });
  const names = await readEvidenceNames(client, districtId);
  const codes = await readCodes(client, districtId);
  const whole = new Map(lines.map((line) => [line, wholeOf(line)]));
  const eligibility = await readEligibilityFacts(client, { districtId, asOf }, [...whole.values()]);
  const about = await readAbout(client, districtId, [...noticeIds.values()]);
  return new Map(
    lines.map((line) => {
      const noticeId = noticeIds.get(line) as number;
      const full = whole.get(line) as WorklistLine;
      const notice = noticeForLetter(
        full,
        { letter: '', history: 'evidence', sort: 'asc', conference: true, byEmail: false },
        { evidence: evidenceOf(line, names, codes), history: [] },
        {
          letterheads,
          districtName: about.district,
          codes,
          letterOn: asOf,
          sentence: about.sentences.get(noticeId) ?? '',
          eligibility: eligibility.get(full),
        },
      );
      const letterhead = { ...letterheadOf(letterheads, notice.school.id), logo: null, signature: null };
      return [
        line,
        { templates: line.policy.notifications, notice: { ...notice, letterhead, reference: noticeName(noticeId) } },
      ];
    }),
  );
}

/** A line that sends no letter has no slot and no letters. */
function wholeOf(line: EffectLine): WorklistLine {
  return { slot: null, sentBefore: [], letters: [], plans: [], ...line } as unknown as WorklistLine;
}

async function readAbout(
  client: pg.ClientBase,
  districtId: number,
  notices: readonly number[],
): Promise<{ readonly district: string; readonly sentences: ReadonlyMap<number, string> }> {
  const found = await client.query<{ name: string }>('select name from districts where district_id = $1', [districtId]);
  const sentences = await client.query<{ id: number; sentence: string }>(
    'select notice_id as id, sentence from notices where district_id = $1 and notice_id = any ($2)',
    [districtId, notices],
  );
  return {
    district: found.rows[0]?.name ?? '',
    sentences: new Map(sentences.rows.map(({ id, sentence }) => [id, sentence])),
  };
}
