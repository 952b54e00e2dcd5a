/** What a school names somebody for. */
export const DUTIES = ['approver', 'lead', 'supervisor', 'officer', 'specialist'] as const;
export type Duty = (typeof DUTIES)[number];
