/** What a meeting is: its kinds, who is invited as what, and the shapes that are read and written. */
import type { MeetingState } from './states.ts';

export const MEETING_KINDS = ['conference', 'team', 'multi-agency', 'contract', 'follow-up'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

const INVITEE_PARTS = [
  'guardian',
  'student',
  'counselor',
  'teacher',
  'administrator',
  'officer',
  'specialist',
  'team',
  'agency',
  'other',
] as const;
export type InviteePart = (typeof INVITEE_PARTS)[number];

export const RESPONSES = ['accepted', 'declined', 'tentative'] as const;
export type MeetingResponse = (typeof RESPONSES)[number];

export const INTERPRETERS = ['none', 'asked', 'booked'] as const;
export type Interpreter = (typeof INTERPRETERS)[number];

export const FAMILY_PARTS = ['took-part', 'did-not-take-part', 'not-invited'] as const;
export type FamilyPart = (typeof FAMILY_PARTS)[number];

/** When and where, and in which language. */
export interface MeetingTime {
  /** ISO, and `15:30`, in the district's zone. */
  readonly on: string;
  readonly at: string;
  readonly minutes: number;
  readonly place: string;
  readonly purpose: string;
  readonly language: string;
  readonly interpreter: Interpreter;
  readonly interpreterName: string;
}

export interface NewInvitee {
  readonly part: InviteePart;
  readonly name: string;
  readonly email?: string;
  readonly organisation?: string;
  readonly language?: string;
  readonly guardianId?: string;
  readonly staffId?: string;
  readonly personId?: string;
}

export interface Invitee extends Required<NewInvitee> {
  readonly inviteeId: number;
  readonly response: MeetingResponse | '';
  readonly responseNote: string;
  readonly responseBy: string;
  /** ISO instant; null without an answer. */
  readonly responseAt: string | null;
  readonly attended: boolean | null;
}

export interface Meeting extends MeetingTime {
  readonly meetingId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly first: string;
  readonly last: string;
  readonly caseId: number | null;
  readonly school: string;
  readonly schoolName: string;
  readonly kind: MeetingKind;
  readonly state: MeetingState;
  readonly noticeId: number | null;
  readonly slotId: number | null;
  readonly followsId: number | null;
  readonly sequence: number;
  readonly family: FamilyPart | '';
  readonly minutesText: string;
  readonly decisions: string;
  readonly minutesBy: string;
  readonly madeBy: string;
  readonly madeById: string;
  readonly revision: number;
  readonly invitees: readonly Invitee[];
}
