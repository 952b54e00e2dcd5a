import { useSending } from '../../parts/use-sending.ts';

/** Sends one change of a plan; afterwards the plan and its lists are asked for anew. */
export function usePlanAction(onDone: () => void = () => undefined) {
  return useSending(['readPlan', 'listPlans', 'previewRecommendation', 'readStudent'], onDone);
}
