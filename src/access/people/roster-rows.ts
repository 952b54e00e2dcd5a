/** The rows of a roster file: a person has one row for each role. */
import Papa from 'papaparse';
import type { Problem } from '../../problem.ts';
import type { Grant } from '../actor.ts';
import type { Role } from '../roles.ts';
import type { PersonInput } from './person-input.ts';

export interface RosterPerson extends PersonInput {
  /** The line of each role. */
  readonly lines: readonly number[];
}

const NEEDED = ['name', 'email', 'role'] as const;
const COLUMNS = [...NEEDED, 'school', 'staff_id'] as const;
const MOST_ROWS = 20_000;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** People in the order of the file, and what is wrong with its form. */
export function readRosterRows(text: string): {
  readonly people: readonly RosterPerson[];
  readonly problems: readonly Problem[];
} {
  const parsed = Papa.parse<Row>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (head) => head.trim().toLowerCase(),
    transform: (value) => value.trim(),
  });
  const heads = parsed.meta.fields ?? [];
  const missing = NEEDED.filter((column) => !heads.includes(column));
  if (missing.length > 0)
    return {
      people: [],
      problems: [{ line: 1, found: `the columns ${heads.join(', ') || 'none'}`, allowed: COLUMNS.join(', ') }],
    };
  if (parsed.data.length > MOST_ROWS)
    return { people: [], problems: [{ found: `${parsed.data.length} rows`, allowed: `at most ${MOST_ROWS}` }] };
  if (parsed.data.length === 0)
    return { people: [], problems: [{ line: 1, found: 'no rows', allowed: 'a row for each person and role' }] };
  const problems: Problem[] = parsed.errors.map(({ row, message }) => ({
    line: (row ?? 0) + 2,
    found: message,
    allowed: 'comma-separated values',
  }));
  return { people: [...joined(parsed.data, problems).values()], problems };
}

/** One person for each e-mail; two rows that disagree are a problem. */
function joined(rows: readonly Row[], problems: Problem[]): ReadonlyMap<string, RosterPerson> {
  const people = new Map<string, RosterPerson>();
  rows.forEach((row, index) => {
    const { name = '', email = '', role = '', school = '', staff_id: staffId = '' } = row;
    const line = index + 2;
    const key = email.toLowerCase() === '' ? `line ${line}` : email.toLowerCase();
    const grant: Grant = { role: role.toLowerCase() as Role, school: school === '' ? null : school };
    const known = people.get(key);
    if (known !== undefined && known.name !== name)
      problems.push({
        line,
        path: 'name',
        found: `"${name}"`,
        allowed: `the same name as in line ${known.lines[0] ?? 0}, which has the same e-mail`,
      });
    people.set(key, {
      name: known?.name ?? name,
      email,
      staffId: known?.staffId !== undefined && known.staffId !== '' ? known.staffId : staffId,
      grants: [...(known?.grants ?? []), grant],
      lines: [...(known?.lines ?? []), line],
    });
  });
  return people;
}
