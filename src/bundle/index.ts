/** The standard bundle: read, check, set aside, write. The only door of this room. */
export type { AttendanceNames, AttendanceTable, Bundle, BundleTables, MalformedRow, TruncatedLine } from './bundle.ts';
export {
  judgeBundle,
  type BundleReport,
  type JudgedBundle,
  type JudgedStudent,
  type SetAsideLine,
} from './judge-bundle.ts';
export { rowsAt } from './rows-at.ts';
export { setAsideWords, type SetAsideWords } from './set-aside.ts';
export { districtFacts, namesOf, studentsOf, type BundleStudent, type Days, type StudentsOptions } from './facts.ts';
export { readBundle, type ReadBundleOptions } from './read-bundle.ts';
export type * from './rows.ts';
export { unpackBundle, type UnpackLimits } from './unpack-bundle.ts';
export { writeBundle, type BundleSource, type Rows } from './write-bundle.ts';
