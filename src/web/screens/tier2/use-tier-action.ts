import { useSending } from '../../parts/use-sending.ts';

/** Sends one change of a student on the board; afterwards the page and the board are asked for anew. */
export function useTierAction(onDone: () => void = () => undefined) {
  return useSending(['readTierBoard', 'readStudentTier'], onDone);
}
