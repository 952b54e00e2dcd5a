/** The standard bundle: read, check, set aside, write. The only door of this room. */
export type { AttendanceNames, AttendanceTable, Bundle, BundleTables, MalformedRow, TruncatedLine } from './bundle.ts';
export { districtFacts, groupByStudent, namesOf, rowsOfUnknownStudents, studentsOf, type BundleStudent } from './facts.ts';
export { readBundle, type ReadBundleOptions } from './read-bundle.ts';
export type * from './rows.ts';
export { writeBundle, writeTable, type BundleSource, type Rows } from './write-bundle.ts';
