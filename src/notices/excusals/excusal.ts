/** A proposed excusal: days that a note says should be excused. Its life as one table. */
import { defineStates } from '../../cases/index.ts';

export type ExcusalState = 'proposed' | 'accepted' | 'refused' | 'shown' | 'withdrawn';
export type ExcusalAction = 'accept' | 'refuse' | 'withdraw' | 'show';

const OFFICE = ['clerk', 'administrator', 'district'] as const;

/** Accepted: the office changes the student information system. Shown: that system shows the days excused. */
export const EXCUSAL_STATES = defineStates<ExcusalState, ExcusalAction>('proposed excusal', {
  proposed: {
    accept: { to: 'accepted', may: OFFICE, words: 'accept it' },
    refuse: { to: 'refused', may: OFFICE, words: 'refuse it' },
    withdraw: { to: 'withdrawn', may: OFFICE, words: 'withdraw it' },
    show: { to: 'shown', may: [], words: 'find the days excused' },
  },
  accepted: {
    refuse: { to: 'refused', may: OFFICE, words: 'refuse it after all' },
    withdraw: { to: 'withdrawn', may: OFFICE, words: 'withdraw it' },
    show: { to: 'shown', may: [], words: 'find the days excused' },
  },
  refused: {},
  shown: {},
  withdrawn: {},
});

export const OPEN_EXCUSALS: ReadonlySet<ExcusalState> = new Set(['proposed', 'accepted']);

export interface ExcusalOnFile {
  readonly proposalId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly documentId: number | null;
  /** ISO, ascending. */
  readonly days: readonly string[];
  readonly reason: string;
  readonly state: ExcusalState;
  readonly by: string;
  readonly madeAt: Date;
  readonly decidedBy: string;
  readonly decidedAt: Date | null;
  readonly decidedReason: string;
  readonly endedOn: string | null;
  /** Codes of the criteria whose notices it holds. */
  readonly holds: readonly string[];
}
