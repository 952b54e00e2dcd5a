/** The welfare step: whether social services or law enforcement were considered, and what an administrator decided. */
const WELFARE_DECISIONS = ['made', 'not-needed'] as const;
export type WelfareDecision = (typeof WELFARE_DECISIONS)[number];

export const WELFARE_AGENCIES = ['social-services', 'law-enforcement', 'other'] as const;
export type WelfareAgency = (typeof WELFARE_AGENCIES)[number];

export interface WelfareContact {
  readonly agency: WelfareAgency;
  readonly organisation: string;
  /** Who was spoken with; '' not known. */
  readonly contactName: string;
  /** What they were told. */
  readonly given: string;
}

export interface WelfareStep {
  readonly welfareId: number;
  readonly student: string;
  readonly caseId: number | null;
  readonly taskId: number | null;
  readonly noticeId: number | null;
  readonly decision: WelfareDecision;
  readonly agency: WelfareAgency | '';
  readonly organisation: string;
  readonly contactName: string;
  readonly on: string;
  readonly reason: string;
  readonly disclosureId: number | null;
  readonly corrects: number | null;
  readonly correctedBy: number | null;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

/** The step that is asked for and not taken yet. */
export interface WelfareTask {
  readonly taskId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly name: string;
  readonly school: string;
  readonly what: string;
  readonly noticeId: number | null;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
}
