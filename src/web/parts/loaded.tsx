/** A region that waits for an answer: skeleton, failure, refused, or what the answer makes. */
import type { ReactNode } from 'react';
import { ApiError } from '../api.ts';
import { NotOpenPage } from '../shell/not-open-page.tsx';
import { LoadingSkeleton } from './loading-skeleton.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface LoadedProps<T> {
  /** As `useApi` gives it. */
  readonly query: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };
  readonly shape?: 'page' | 'rows' | 'text';
  /** What is waited for, in words, after ten seconds. */
  readonly what?: string;
  /** In words, when it fails: "The list could not be loaded." */
  readonly failed?: string;
  /** The whole page hangs on this answer: refused or not there shows the page for both. */
  readonly isPage?: boolean;
  readonly children: (answer: T) => ReactNode;
}

export function Loaded<T>({ query, shape = 'rows', what, failed, isPage = false, children }: LoadedProps<T>) {
  const { data, error, refetch } = query;
  const hasFailed = error !== null && error !== undefined;
  const again = () => refetch();
  // What is there stays, and says that it could not be asked for anew.
  if (data !== undefined)
    return (
      <>
        {hasFailed && <ProblemAlert error={error} title={failed} onRetry={again} />}
        {children(data)}
      </>
    );
  if (!hasFailed) return <LoadingSkeleton shape={shape} what={what} />;
  if (isPage && error instanceof ApiError && [403, 404].includes(error.problem.status)) return <NotOpenPage />;
  return <ProblemAlert error={error} title={failed} onRetry={again} />;
}
