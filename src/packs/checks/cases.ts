/** What a file of worked examples must fulfil beyond its shape: every name it uses is one it declares. */
import { parseAttendanceLine } from '../cases/attendance-line.ts';
import { parseCaseDay } from '../cases/case-day.ts';
import { DEFAULT_SCHOOL, MOST_CALENDAR_DAYS } from '../cases/district.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { isMap, listOf, mapOf, textOf, type WrittenMap } from '../yaml/written.ts';
import { refuse, refuseUnknown, type Checked } from './report.ts';

interface Declared {
  readonly codes: readonly string[];
  readonly periods: readonly string[];
  readonly schools: readonly string[];
  /** Codes of the pack's criteria; undefined where not all are known. */
  readonly criteria: readonly string[] | undefined;
}

/** `criteria`: the codes of the pack; undefined where not all could be read. */
export function checkCaseFile(checked: Checked, criteria: readonly string[] | undefined): void {
  const file = mapOf(checked.yaml.value);
  const schools = mapOf(file['schools']);
  const declared: Declared = {
    codes: Object.keys(mapOf(file['codes'])),
    periods: [file['periods'], ...Object.values(schools).map((school) => mapOf(school)['periods'])]
      .flatMap(listOf)
      .flatMap((period) => textOf(isMap(period) ? period['period'] : period) ?? []),
    schools: isMap(file['schools']) ? Object.keys(schools) : [DEFAULT_SCHOOL],
    criteria,
  };
  checkCalendar(checked, ['calendar'], mapOf(file['calendar']));
  for (const [id, school] of Object.entries(schools))
    checkCalendar(checked, ['schools', id, 'calendar'], mapOf(mapOf(school)['calendar']));
  listOf(file['examples'])
    .map(mapOf)
    .forEach((example, index) => {
      const path = ['examples', index];
      listOf(example['criteria']).forEach((code, at) =>
        checkCriterion(checked, [...path, 'criteria', at], { code, declared }),
      );
      for (const [student, written] of Object.entries(mapOf(example['students'])))
        checkStudent(checked, [...path, 'students', student], { student: mapOf(written), declared });
    });
}

function checkCalendar(checked: Checked, path: Path, calendar: WrittenMap): void {
  const from = parseCaseDay(textOf(calendar['from']) ?? '');
  const to = parseCaseDay(textOf(calendar['to']) ?? '');
  if (from !== undefined && to !== undefined && (to < from || to - from > MOST_CALENDAR_DAYS)) {
    refuse(checked, [...path, 'to'], {
      allowed: `a date from ${textOf(calendar['from'])} on, ${MOST_CALENDAR_DAYS} days later at most`,
    });
  }
  for (const date of Object.keys(mapOf(calendar['minutesOn']))) {
    if (parseCaseDay(date) === undefined)
      refuse(checked, [...path, 'minutesOn', date], {
        found: JSON.stringify(date.slice(0, 60)),
        allowed: 'a date',
        key: true,
      });
  }
}

function checkStudent(
  checked: Checked,
  path: Path,
  { student, declared }: { student: WrittenMap; declared: Declared },
): void {
  listOf(student['attendance']).forEach((line, index) =>
    checkLine(checked, [...path, 'attendance', index], { line: textOf(line) ?? '', declared }),
  );
  listOf(student['enrolled'])
    .map(mapOf)
    .forEach((enrollment, index) => {
      const school = textOf(enrollment['school']);
      if (school !== undefined)
        refuseUnknown(checked, [...path, 'enrolled', index, 'school'], {
          what: 'school',
          name: school,
          known: declared.schools,
        });
    });
  listOf(student['expect'])
    .map(mapOf)
    .forEach((trigger, index) =>
      checkCriterion(checked, [...path, 'expect', index, 'criterion'], { code: trigger['criterion'], declared }),
    );
}

function checkLine(checked: Checked, path: Path, { line, declared }: { line: string; declared: Declared }): void {
  const parsed = parseAttendanceLine(line);
  if (parsed === undefined) return;
  refuseUnknown(checked, path, { what: 'attendance code', name: parsed.code, known: declared.codes });
  for (const period of parsed.periods)
    refuseUnknown(checked, path, { what: 'period', name: period, known: declared.periods });
  if (parsed.school !== undefined)
    refuseUnknown(checked, path, { what: 'school', name: parsed.school, known: declared.schools });
  if (parsed.spans.some(({ first, last }) => last - first > MOST_CALENDAR_DAYS))
    refuse(checked, path, { allowed: `runs of at most ${MOST_CALENDAR_DAYS} days` });
}

function checkCriterion(checked: Checked, path: Path, { code, declared }: { code: unknown; declared: Declared }): void {
  if (typeof code === 'string' && declared.criteria !== undefined)
    refuseUnknown(checked, path, { what: 'criterion', name: code, known: declared.criteria });
}
