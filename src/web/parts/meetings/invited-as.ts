/** As what somebody is invited who is on no list. */
export const INVITED_AS = [
  'agency',
  'officer',
  'specialist',
  'counselor',
  'teacher',
  'administrator',
  'team',
  'other',
] as const;
