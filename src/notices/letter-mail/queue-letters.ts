/** Queues the letters that go by e-mail, in the transaction that stamps: they leave when their PDF is made, not before. */
import type pg from 'pg';
import { createFrozenText } from '../../documents/index.ts';
import { attachFile, queueMail } from '../../messages/index.ts';
import { noticeName } from '../identity.ts';
import type { LetterOfLine } from '../issue/stamp-letters.ts';
import type { WorklistLine } from '../worklist/worklist.ts';
import { letterFile } from './letter-file.ts';
import { fileNameOf, subjectOf } from './mail-words.ts';

/** How letters leave that go by e-mail. */
export interface LetterMail {
  /** The end of the time in which the issue can be undone. */
  readonly notBefore: Date;
}

/** What a message is about that carries a letter; its number is the notice's. */
export const LETTER = 'letter';

interface Queueing {
  readonly batchId: number;
  readonly letters: readonly LetterOfLine[];
  readonly noticeIds: ReadonlyMap<WorklistLine, number>;
}

/** Returns the message of each letter that goes by e-mail. */
export async function queueLetters(
  client: pg.ClientBase,
  request: { readonly districtId: number; readonly by: string; readonly now: Date; readonly mail?: LetterMail },
  { batchId, letters, noticeIds }: Queueing,
): Promise<ReadonlyMap<LetterOfLine, number>> {
  const { districtId, by, now, mail } = request;
  const textOf = createFrozenText();
  const queued = new Map<LetterOfLine, number>();
  for (const letter of letters.filter(({ frozen }) => frozen.send_to !== '')) {
    const { line, letterNo, frozen } = letter;
    const noticeId = noticeIds.get(line);
    if (noticeId === undefined) throw new Error('a letter without a notice');
    const reference = noticeName(noticeId);
    const { mailId } = await queueMail(client, {
      districtId,
      to: frozen.send_to,
      toName: frozen.recipients.join(', '),
      subject: subjectOf(frozen.language, frozen.facts.school.name),
      text: textOf(frozen, reference),
      language: frozen.language,
      key: `letter-${reference}-${letterNo}`,
      by,
      now,
      student: line.student,
      toFamily: true,
      about: { thing: LETTER, id: noticeId },
      school: line.at,
      batch: batchId,
      notBefore: mail?.notBefore ?? now,
    });
    const file = letterFile({ batchId, noticeId, letterNo });
    await attachFile(client, { districtId, mailId, file, name: fileNameOf(reference) });
    queued.set(letter, mailId);
  }
  return queued;
}
