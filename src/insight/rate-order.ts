/** Students by the part of their days they missed, in the words of the index that has them in this order (0131_most_absent_first.sql). */

/**
 * Of a row `a` of student_attendance: thousandths of a day absent for each day enrolled. The same part of a year is the same number, and
 * two parts that differ lie far enough apart for it.
 */
export const RATE = '(a.absent_thousandths::float8 / nullif(a.enrolled_days, 0))';

/** Rows `a` of students who are at these schools now. Parameters: $1 district, $2 schools or null. */
export const AT_SCHOOL = `a.district_id = $1 and a.enrolled_days > 0 and a.school_id <> '' and ($2::text[] is null or a.school_id = any ($2))`;
