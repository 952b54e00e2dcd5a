/** The contract of the calculation, from the raw text of a bundle to the lines of section 10. */
import { readBundleText } from './bundle-text.ts';
import type { BundleText } from './bundle-text.ts';
import { byText } from './dates.ts';
import { decide } from './decisions.ts';
import type { Decided } from './holds.ts';
import type { PackText } from './pack-text.ts';
import { sortRecords } from './records.ts';
import type { AttendanceRecord, SetAsideRow } from './records.ts';
import { calculationOf, districtScene } from './scene.ts';
import { triggersOf } from './triggers.ts';

export interface OracleResult {
  /** Section 10's JSON lines, in its order. */
  readonly lines: string[];
  readonly setAside: SetAsideRow[];
}

/** `bundleFiles`: name of the file → its CSV text. `pack`: what YAML says, of a pack without problems. */
export function evaluateOracle(bundleFiles: ReadonlyMap<string, string>, pack: PackText, asOf: string): OracleResult {
  const bundle = readBundleText(bundleFiles);
  const calculation = calculationOf(bundle, pack, asOf);
  const { records, setAside } = sortRecords(bundle, calculation.yearStart, calculation.judged);
  const decided = bundle.students.flatMap((student) => {
    const scene = districtScene(calculation, student, records.get(student.id) ?? []);
    return decide(triggersOf(pack.criteria, scene), scene);
  });
  const lines = decided.toSorted(inOrder).map((one) => JSON.stringify(lineOf(one, bundle)));
  return { lines, setAside };
}

function inOrder(a: Decided, b: Decided): number {
  return (
    byText(a.trigger.scene.student.id, b.trigger.scene.student.id) ||
    byText(a.trigger.criterion.code, b.trigger.criterion.code) ||
    byText(a.trigger.cycle, b.trigger.cycle) ||
    byText(a.trigger.school ?? '', b.trigger.school ?? '') ||
    a.trigger.occurrence - b.trigger.occurrence
  );
}

function lineOf({ trigger, decision, reason }: Decided, bundle: BundleText): Record<string, unknown> {
  return {
    student: trigger.scene.student.id,
    criterion: trigger.criterion.code,
    cycle: trigger.cycle,
    occurrence: trigger.occurrence,
    school: trigger.school,
    date: trigger.date,
    value: trigger.value,
    decision,
    reason,
    evidence: trigger.evidence
      .toSorted((a, b) => inEvidenceOrder(bundle, a, b))
      .map((record) => ({
        date: record.date,
        period: record.period === '' ? null : record.period,
        course: record.course === '' ? null : record.course,
        code: record.code.code,
        minutes: record.minutes,
      })),
  };
}

/** By date, whole-day records first, then period position (unknown last), period, course, code, minutes (unknown first). */
function inEvidenceOrder(bundle: BundleText, a: AttendanceRecord, b: AttendanceRecord): number {
  const wholeDayFirst = (record: AttendanceRecord): number => (record.period === '' ? 0 : 1);
  const position = (record: AttendanceRecord): number =>
    bundle.periods.get(record.school)?.get(record.period)?.position ?? Number.MAX_SAFE_INTEGER;
  return (
    byText(a.date, b.date) ||
    wholeDayFirst(a) - wholeDayFirst(b) ||
    position(a) - position(b) ||
    byText(a.period, b.period) ||
    byText(a.course, b.course) ||
    byText(a.code.code, b.code.code) ||
    (a.minutes ?? -1) - (b.minutes ?? -1)
  );
}
