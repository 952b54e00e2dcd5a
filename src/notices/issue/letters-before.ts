/** The letters of a notice that is not issued yet, exactly as they would go out. */
import type pg from 'pg';
import type { FrozenLetter } from '../../documents/index.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import { readCodes } from './codes.ts';
import { evidenceOf } from './insert-notices.ts';
import { previewIssue } from './issue-notices.ts';
import type { IssueRequest } from './issue-notices.ts';
import { freezeLetters } from './stamp-letters.ts';

/**
 * What each letter of a due trigger would say. Returns none when it is not due.
 * Input: a client in a transaction that is undone afterwards; pictures of letterheads are kept on the way.
 */
export async function lettersBefore(
  client: pg.ClientBase,
  request: IssueRequest,
  triggerId: string,
): Promise<readonly FrozenLetter[]> {
  const { plan } = await previewIssue(client, request);
  const line = plan.lines.find((one) => one.triggerId === triggerId);
  if (line === undefined) return [];
  const codes = await readCodes(client, request.districtId);
  const names = await readEvidenceNames(client, request.districtId);
  const evidence = new Map([[line, evidenceOf(line, names, codes)]]);
  const letters = await freezeLetters(client, request, { lines: [line], evidence, codes });
  return letters.map(({ frozen }) => frozen);
}
