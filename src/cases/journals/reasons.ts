/** The reasons of journal entries, until and beside those a district defines itself. */

/** Entries with it join the plans that are active on their day. */
export const ATTENDANCE_REASON = 'attendance';

export const JOURNAL_REASONS = [ATTENDANCE_REASON, 'behavior', 'academic', 'family', 'health', 'other'] as const;
