/** What a school names somebody for. */
export const DUTIES = ['approver', 'supervisor', 'officer'] as const;
export type Duty = (typeof DUTIES)[number];
