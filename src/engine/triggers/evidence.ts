import type { EvidenceRecord } from '../outcome.ts';
import type { StudentContext } from '../student-context.ts';
import type { Trigger } from './find-triggers.ts';

/** The counted records behind a trigger, in the order of section 10. */
export function evidenceOf({ measured, context, hit }: Trigger): EvidenceRecord[] {
  return describeRecords(context, measured.evidenceOf(hit));
}

/** Records with their names. Input: indexes into the context's records. */
function describeRecords(context: StudentContext, indexes: readonly number[]): EvidenceRecord[] {
  return indexes.map((r) => describeRecord(context, r));
}

export function describeRecord({ records, district }: StudentContext, r: number): EvidenceRecord {
  const period = records.period[r] as number;
  const minutes = records.minutes[r] as number;
  return {
    day: records.day[r] as number,
    school: district.schoolIds[records.school[r] as number] as string,
    period: period === 0 ? null : (district.periodNames[period] as string),
    course: district.courseNames[records.course[r] as number] || null,
    code: (district.codes[records.code[r] as number] as { code: string }).code,
    minutes: minutes < 0 ? null : minutes,
  };
}
