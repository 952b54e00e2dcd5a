import { useActing } from '../../parts/use-acting.ts';

/** Sends a decision and tells whoever shows the list. */
export function useDeciding(onDone: () => void) {
  return useActing(['readTrigger', 'readWorklistSummary'], onDone);
}
