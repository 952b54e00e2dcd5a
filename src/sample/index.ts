/** The sample district: a deterministic generator and the named cast. The only door of this room. */
export { CAST, CAST_STAFF } from './cast.ts';
export type { CastStaff, CastStudent } from './cast-member.ts';
export { CODES } from './codes.ts';
export {
  DEFAULT_SCHOOL_YEAR,
  DEFAULT_SEED,
  FEWEST_STUDENTS,
  generateDistrict,
  type SampleDistrict,
  type SampleRequest,
} from './generate.ts';
export { samplePackUses } from './schools.ts';
export { sampleConferenceSlots, type SampleSlot } from './slots.ts';
export { writeDistrict } from './write.ts';
