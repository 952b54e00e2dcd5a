import type { AnswerOf } from '../../api.ts';

export type Contract = AnswerOf<'draftContract'>;

/** What is no longer true after a contract was changed. */
export const CONTRACT_ANSWERS = [
  'listStudentContracts',
  'listContracts',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
  'readStudentWhy',
] as const;
