/** Every field a letter template may name. The list is closed: a name outside it is an error of the template's author. */

export interface LetterField {
  readonly name: string;
  /** `text` stands inside a line; `block` stands on a line of its own. */
  readonly place: 'text' | 'block';
  readonly type: 'text' | 'number' | 'date' | 'time' | 'table' | 'image';
  /** May be empty: the line that holds it is then left out. */
  readonly optional: boolean;
  readonly sample: string;
  readonly description: string;
}

const required = { place: 'text', optional: false } as const;
const optional = { place: 'text', optional: true } as const;
const block = { place: 'block', optional: true } as const;

export const LETTER_FIELDS = [
  {
    ...required,
    name: 'letter.date',
    type: 'date',
    sample: 'November 16, 2026',
    description: 'the date of the letter',
  },
  {
    ...required,
    name: 'reference',
    type: 'text',
    sample: 'N1042',
    description: 'the number of the notice, to quote when calling',
  },
  {
    ...required,
    name: 'student.name',
    type: 'text',
    sample: 'Maya Torres',
    description: 'first and last name of the student',
  },
  { ...required, name: 'student.first', type: 'text', sample: 'Maya', description: 'first name of the student' },
  { ...required, name: 'student.last', type: 'text', sample: 'Torres', description: 'last name of the student' },
  { ...optional, name: 'student.grade', type: 'text', sample: '7', description: 'grade of the student' },
  {
    ...required,
    name: 'student.id',
    type: 'text',
    sample: '604877',
    description: 'the number of the student in the student information system',
  },
  {
    ...required,
    name: 'guardian.names',
    type: 'text',
    sample: 'Ana Torres and Luis Torres',
    description: 'who the letter is to: the guardians of the household, or the student of 18',
  },
  {
    ...required,
    name: 'school.name',
    type: 'text',
    sample: 'Oak Middle School',
    description: 'the school the notice was issued from',
  },
  {
    ...optional,
    name: 'school.phone',
    type: 'text',
    sample: '(559) 555-0142',
    description: 'the phone number of the school',
  },
  {
    ...optional,
    name: 'school.principal',
    type: 'text',
    sample: 'Dr. Ruth Kim',
    description: 'the principal of the school',
  },
  {
    ...required,
    name: 'district.name',
    type: 'text',
    sample: 'Lakeside Unified School District',
    description: 'the name of the district',
  },
  {
    ...optional,
    name: 'contact.name',
    type: 'text',
    sample: 'Alma Bell',
    description: 'whom to call, from the letterhead',
  },
  {
    ...optional,
    name: 'contact.title',
    type: 'text',
    sample: 'Attendance Clerk',
    description: 'the title of the contact person',
  },
  {
    ...optional,
    name: 'contact.phone',
    type: 'text',
    sample: '(559) 555-0143',
    description: 'the phone number to call; of the letterhead, else of the school',
  },
  {
    ...optional,
    name: 'contact.email',
    type: 'text',
    sample: 'attendance@lakeside.example',
    description: 'the e-mail address to write to',
  },
  {
    ...optional,
    name: 'signer.name',
    type: 'text',
    sample: 'Dr. Ruth Kim',
    description: 'who signs; of the letterhead, else the principal',
  },
  { ...optional, name: 'signer.title', type: 'text', sample: 'Principal', description: 'the title of who signs' },
  {
    ...required,
    name: 'count',
    type: 'number',
    sample: '3',
    description: 'what was reached on the day of the notice: days, periods, minutes or percent',
  },
  {
    ...required,
    name: 'count.unit',
    type: 'text',
    sample: 'days',
    description: 'the word for the count, in its plural',
  },
  { ...optional, name: 'need', type: 'number', sample: '3', description: 'what the criterion asks for' },
  {
    ...optional,
    name: 'need.unit',
    type: 'text',
    sample: 'days',
    description: 'the word for what the criterion asks for, in its plural',
  },
  {
    ...optional,
    name: 'dates.first',
    type: 'date',
    sample: 'October 27, 2026',
    description: 'the first of the dates shown',
  },
  {
    ...optional,
    name: 'dates.last',
    type: 'date',
    sample: 'November 9, 2026',
    description: 'the last of the dates shown',
  },
  {
    ...required,
    name: 'window',
    type: 'text',
    sample: 'this school year',
    description: 'the time that is looked at, in words',
  },
  {
    ...required,
    name: 'trigger.date',
    type: 'date',
    sample: 'November 9, 2026',
    description: 'the day on which the criterion was met',
  },
  {
    ...optional,
    name: 'previous.date',
    type: 'date',
    sample: 'October 5, 2026',
    description: 'the date of the letter before this one in the ladder',
  },
  {
    ...required,
    name: 'criterion.title',
    type: 'text',
    sample: 'First notification of truancy',
    description: 'the title of the criterion',
  },
  {
    ...optional,
    name: 'conference.date',
    type: 'date',
    sample: 'Tuesday, December 1, 2026',
    description: 'the date of the conference',
  },
  { ...optional, name: 'conference.time', type: 'time', sample: '3:30 PM', description: 'the time of the conference' },
  { ...optional, name: 'conference.place', type: 'text', sample: 'Room 12', description: 'where the conference is' },
  {
    ...optional,
    name: 'conference.with',
    type: 'text',
    sample: 'Mr. Ortiz, counselor',
    description: 'whom the family meets',
  },
  {
    ...optional,
    name: 'eligibility.status',
    type: 'text',
    sample: 'On probation',
    description: 'the activity eligibility that the same criterion sets; empty where it sets none for this student',
  },
  {
    ...optional,
    name: 'eligibility.until',
    type: 'date',
    sample: 'January 22, 2027',
    description: 'the last day of that status',
  },
  {
    ...block,
    name: 'dates',
    type: 'table',
    sample: 'Tue, Oct 27, 2026: absent without a valid excuse, all day',
    description: 'the dates that counted, or the history the pack asks for',
  },
  {
    ...block,
    name: 'conference',
    type: 'table',
    sample: 'Tuesday, December 1, 2026, 3:30 PM, Room 12',
    description: 'date, time, place and person of the conference',
  },
  {
    ...block,
    name: 'contact',
    type: 'table',
    sample: 'Alma Bell, Attendance Clerk, (559) 555-0143',
    description: 'whom to call or write to',
  },
  {
    ...block,
    name: 'sentence',
    type: 'text',
    sample: 'We missed Maya at the science fair.',
    description: "a sentence of one's own that was given when the notice was issued",
  },
  {
    ...block,
    name: 'signature',
    type: 'image',
    sample: 'Dr. Ruth Kim, Principal',
    description: 'the signature, name and title of who signs',
  },
] as const satisfies readonly LetterField[];

type Field = (typeof LETTER_FIELDS)[number];
export type FieldName = Extract<Field, { place: 'text' }>['name'];
export type BlockFieldName = Extract<Field, { place: 'block' }>['name'];

const BY_NAME: ReadonlyMap<string, Field> = new Map(LETTER_FIELDS.map((field) => [field.name, field]));

export function fieldNamed(name: string): Field | undefined {
  return BY_NAME.get(name);
}

/** Whether the field may be empty, so that a line with it may be left out. */
export function isOptional(name: FieldName): boolean {
  return fieldNamed(name)?.optional ?? false;
}
