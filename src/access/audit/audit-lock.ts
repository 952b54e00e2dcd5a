/**
 * First key of the advisory lock of a district's logs, shared by those who write (see 0011_audit.sql); the second is the
 * district.
 */
export const AUDIT_LOCK = 7_265_011;
