import { LoadingSkeleton } from '../parts/loading-skeleton.tsx';

/** Shown when a screen takes longer than 300 ms to load. */
export function PendingPage() {
  return <LoadingSkeleton shape="page" />;
}
