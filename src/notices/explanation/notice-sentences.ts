/** What stands on file about a student's notices, in sentences: sent, withdrawn, changed since. */
import type pg from 'pg';
import { parseDay } from '../../engine/index.ts';
import { readPackVersions, criterionOf } from '../pack-versions.ts';
import { noticeName } from '../identity.ts';
import type { NoticeOnFile } from '../worklist/sent-before.ts';
import { noticeAccount } from './decision-accounts.ts';
import { decisionSentence } from './decision-sentences.ts';
import { wordsOf } from './catalogue/index.ts';
import { fullDay, plainNumber, type Language } from './quantities.ts';

/** By notice number: the first sentence says what went out, the others what became of it and what changed since. */
export async function noticeSentences(
  client: pg.ClientBase,
  {
    districtId,
    notices,
    steps,
  }: {
    readonly districtId: number;
    readonly notices: readonly NoticeOnFile[];
    /** Of these notices, in their order. */
    readonly steps: readonly StepRow[];
  },
  language: Language = 'en',
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (notices.length === 0) return new Map();
  const packs = await readPackVersions(client, { districtId, hashes: notices.map((notice) => notice.packHash) });
  return new Map(
    notices.map((notice) => {
      const own = steps.filter((row) => row.notice_id === notice.noticeId);
      const last = own.findLast((row) => row.step === notice.state);
      const account = noticeAccount(
        notice,
        last === undefined ? undefined : { on: parseDay(last.on_date) ?? 0, by: last.done_by, note: last.note },
      );
      const way = own.filter((row) => WAY_STEPS.has(row.step)).map((row) => stepSentence(row, language));
      return [
        notice.noticeId,
        [
          `${noticeName(notice.noticeId)}: ${decisionSentence(account, language)}`,
          ...way,
          ...changed(notice, packs, language),
        ],
      ];
    }),
  );
}

const WAY_STEPS = new Set(['sent', 'received', 'returned', 'failed', 'kept', 'reissued']);

export interface StepRow {
  readonly notice_id: number;
  readonly step: string;
  readonly on_date: string;
  readonly way: string;
  readonly note: string;
  readonly done_by: string;
}

/** The statement that reads those of student `$2`, in their order. */
export const STEPS_OF_STUDENT = `select s.notice_id, s.step, s.on_date, s.way, s.note, s.done_by from notices n
  join notice_steps s on s.district_id = n.district_id and s.notice_id = n.notice_id
  where n.district_id = $1 and n.student_id = $2 order by s.step_id`;

function stepSentence({ step, on_date: on, way, note, done_by: by }: StepRow, language: Language): string {
  const isPresumed = way === 'presumed';
  const word = step === 'received' && isPresumed ? 'presumed' : step;
  const day = fullDay(parseDay(on) ?? 0, language);
  return wordsOf(language).notice.step(word, day, isPresumed ? '' : way, by, note);
}

function changed(
  notice: NoticeOnFile,
  packs: Awaited<ReturnType<typeof readPackVersions>>,
  language: Language,
): readonly string[] {
  if (notice.correction === null || notice.state === 'withdrawn') return [];
  const words = wordsOf(language).notice;
  const dayOf = (iso: string): string => fullDay(parseDay(iso) ?? 0, language);
  const on = parseDay(notice.issuedOn) ?? 0;
  const isKept = notice.keptBy !== null;
  const versions = words.versions(
    String(notice.value ?? ''),
    notice.triggerOn === null ? '' : dayOf(notice.triggerOn),
    String(notice.nowValue ?? ''),
    notice.nowTriggerOn === null ? null : dayOf(notice.nowTriggerOn),
  );
  if (notice.correction === 'met-again') return [words.metAgain(fullDay(on, language), !isKept), versions];
  if (notice.correction === 'amended') return [decisionSentence({ kind: 'amended', on }, language), versions];
  return [decisionSentence({ kind: 'no-longer-met', on, isKept, ...countsOf(notice, packs) }, language)];
}

function countsOf(
  notice: NoticeOnFile,
  packs: Awaited<ReturnType<typeof readPackVersions>>,
): { readonly have: string | null; readonly need: string } {
  const pack = packs.get(notice.packHash);
  const rule =
    pack === undefined
      ? undefined
      : criterionOf(pack, notice.identity.criterion, parseDay(notice.triggerOn ?? '') ?? 0)?.when;
  const need =
    rule?.type === 'total'
      ? String(plainNumber(rule.measure, rule.band.atLeast))
      : rule?.type === 'pattern'
        ? String(rule.days.atLeast)
        : '';
  return { have: notice.nowValue === null ? null : String(notice.nowValue), need };
}
