/** The preview of what was ticked, and the confirmation that does exactly that. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { IssuePreview } from '../../../server/issue/contract.ts';
import { api, ApiError, invalidate, newKey } from '../../api.ts';
import { forgetSentences, handOverSelection, readSentences, selectionFor } from '../../parts/selection.ts';
import type { SchoolContext } from '../../shell/addresses.ts';

/** After the connection was lost: how often, and how long between. */
const MOST_TRIES = 40;
const BETWEEN_MS = 2000;

export interface Previewing {
  readonly preview: ReturnType<typeof useQuery<IssuePreview>>;
  readonly confirm: () => Promise<void>;
  /** Looks anew: what was chosen, as it is now. */
  readonly again: () => void;
  readonly state: 'idle' | 'busy' | 'retrying';
  readonly error: unknown;
}

/** Input: `onIssued` goes to the batch. */
export function usePreview(school: SchoolContext, onIssued: (batch: string) => void): Previewing {
  const [replaces, setReplaces] = useState<string | undefined>(undefined);
  const [round, setRound] = useState(newKey);
  const [state, setState] = useState<Previewing['state']>('idle');
  const [error, setError] = useState<unknown>(undefined);
  const preview = useQuery({
    queryKey: ['issue-preview', school, round],
    queryFn: ({ signal }) => ask(school, replaces, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  /** One preview, one key: pressing again, or a lost answer, never issues twice. */
  const key = useRef({ revision: '', key: '' });
  const again = useCallback(() => {
    setError(undefined);
    setRound(newKey());
  }, []);
  const confirm = useCallback(async () => {
    const shown = preview.data;
    if (shown === undefined || state !== 'idle') return;
    if (key.current.revision !== shown.revision) key.current = { revision: shown.revision, key: newKey() };
    setError(undefined);
    setState('busy');
    try {
      const done = await issue(school, key.current, () => setState('retrying'));
      await finish(shown);
      onIssued(done.batch);
    } catch (failure) {
      if (failure instanceof ApiError && failure.problem.code === 'changed') {
        setReplaces(failure.problem.facts?.['expired'] === true ? undefined : shown.revision);
        setRound(newKey());
      } else setError(failure);
      setState('idle');
    }
  }, [preview.data, school, state, onIssued]);
  return { preview, confirm, again, state, error };
}

async function ask(school: SchoolContext, replaces: string | undefined, signal: AbortSignal): Promise<IssuePreview> {
  if (replaces !== undefined) return api.previewIssue({ body: { school: school ?? '', replaces } }, { signal });
  const triggers = selectionFor(school)?.triggers ?? 'all-ready';
  const sentences = [...(await readSentences(triggers))].map(([trigger, sentence]) => ({ trigger, sentence }));
  return api.previewIssue(
    { body: { school: school ?? '', sentences, ...(triggers === 'all-ready' ? {} : { triggers: [...triggers] }) } },
    { signal },
  );
}

/** The same key until the server has answered: whatever was lost on the way, it is issued once. */
async function issue(
  school: SchoolContext,
  { revision, key }: { readonly revision: string; readonly key: string },
  onLost: () => void,
): Promise<{ readonly batch: string }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await api.issue({ body: { school: school ?? '', revision }, key });
    } catch (error) {
      if (tries >= MOST_TRIES || !isLost(error)) throw error;
      onLost();
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}

/** Nobody knows whether it was issued: the server did not answer, or is still at it. */
function isLost(error: unknown): boolean {
  return error instanceof ApiError && ['unreachable', 'in-progress', 'stopping'].includes(error.problem.code);
}

async function finish(shown: IssuePreview): Promise<void> {
  handOverSelection(undefined);
  await Promise.allSettled([
    forgetSentences(shown.sentences.items.map(({ trigger }) => trigger)),
    invalidate('readWorklist', 'readWorklistSummary', 'readNotices', 'readBatches'),
  ]);
}
