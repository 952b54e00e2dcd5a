/** What a school names somebody for. */
export const DUTIES = ['approver', 'supervisor', 'officer', 'specialist'] as const;
export type Duty = (typeof DUTIES)[number];
