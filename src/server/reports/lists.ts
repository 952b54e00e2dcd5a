/** The chronic list and letters by month, on paper and as files. */
import { percentOf, readStudentsOfBand, type AttendanceStudent } from '../../insight/index.ts';
import { readDataThrough, readTotals, type NoticeTotal } from '../../notices/index.ts';
import { schoolsOf, type Context, type FileAnswer } from '../context.ts';
import { csvRow } from '../csv.ts';
import { listOnPaper, schoolNameOf, speakerFor } from '../list-on-paper.ts';
import { rateText } from './sections.ts';

export type Asking = Pick<Context, 'parts' | 'db' | 'districtId' | 'reach'> & {
  readonly actor: NonNullable<Context['actor']>;
};

interface SchoolAsked {
  readonly query: { readonly school: string };
}

export async function readChronic(
  { db, districtId, reach, query }: Asking & SchoolAsked,
  limit: number,
): Promise<readonly AttendanceStudent[]> {
  const { students } = await readStudentsOfBand(db.pool, {
    districtId,
    schools: schoolsOf(reach, query.school),
    band: undefined,
    isClose: false,
    chronic: 'chronic',
    offset: 0,
    limit,
  });
  return students;
}

export async function printChronic(
  context: Asking & SchoolAsked,
  students: readonly AttendanceStudent[],
): Promise<FileAnswer> {
  const { query, parts } = context;
  const speaker = await speakerFor(context);
  const t = speaker.words('reports');
  const hasSchools = query.school === '';
  return listOnPaper(context, speaker, {
    name: 'chronic-absence.pdf',
    title: t('chronic.title'),
    chosen: [hasSchools ? speaker.words('paper')('allSchools') : await schoolNameOf(context, query.school)],
    through: await throughOf(context, parts),
    columns: [
      { head: t('student'), width: 24, cell: ({ lastName, firstName }) => `${lastName}, ${firstName}` },
      { head: t('grade'), width: 7, cell: ({ grade }) => grade },
      ...(hasSchools
        ? [{ head: t('school'), width: 20, cell: ({ schoolName }: AttendanceStudent) => schoolName }]
        : []),
      { head: t('absent'), width: 10, end: true, cell: (one) => speaker.number(one.absentThousandths / 1000) },
      { head: t('enrolled'), width: 10, end: true, cell: (one) => speaker.number(one.enrolledDays) },
      { head: t('attendance.rate'), width: 10, end: true, cell: (one) => rateText(speaker, one) },
      {
        head: t('since'),
        width: 14,
        cell: ({ chronicSince }) => (chronicSince === null ? '' : speaker.date(chronicSince, 'short')),
      },
    ],
    rows: students,
  });
}

export async function csvOfChronic(
  context: Asking & SchoolAsked,
  students: readonly AttendanceStudent[],
): Promise<string> {
  const through = (await throughOf(context, context.parts)) ?? '';
  const rows = students.map((one) =>
    csvRow([
      one.lastName,
      one.firstName,
      one.grade,
      one.schoolName,
      one.absentThousandths / 1000,
      one.enrolledDays,
      percentOf(one) ?? '',
      one.chronicSince ?? '',
      through,
    ]),
  );
  const head = [
    'last_name',
    'first_name',
    'grade',
    'school',
    'days_absent',
    'days_enrolled',
    'attendance_percent',
    'since',
    'data_through',
  ];
  return [csvRow(head), ...rows].join('');
}

async function throughOf(
  { districtId, query }: Pick<Asking, 'districtId'> & SchoolAsked,
  { db }: Asking['parts'],
): Promise<string | null> {
  const school = query.school === '' ? {} : { school: query.school };
  return (await readDataThrough(db.pool, { districtId, ...school })).through;
}

interface TotalsAsked {
  readonly query: { readonly school: string; readonly from: string; readonly to: string };
}

export async function readLetterTotals({
  db,
  districtId,
  reach,
  query,
}: Asking & TotalsAsked): Promise<readonly NoticeTotal[]> {
  const { school, from, to } = query;
  schoolsOf(reach, school);
  return readTotals(db.pool, {
    districtId,
    ...(school === '' ? {} : { school }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  });
}

const FIGURES = ['notices', 'letters', 'received', 'returned', 'rescinded'] as const;

export async function printTotals(context: Asking & TotalsAsked, rows: readonly NoticeTotal[]): Promise<FileAnswer> {
  const { query, parts } = context;
  const speaker = await speakerFor(context);
  const [t, own, paper] = [speaker.words('letters'), speaker.words('reports'), speaker.words('paper')];
  const { school, from, to } = query;
  return listOnPaper(context, speaker, {
    name: 'letters-by-month.pdf',
    title: own('letters.title'),
    chosen: [
      school === '' ? paper('allSchools') : await schoolNameOf(context, school),
      ...(from === '' ? [] : [paper('from', { date: speaker.date(from) })]),
      ...(to === '' ? [] : [paper('to', { date: speaker.date(to) })]),
    ],
    through: await throughOf(context, parts),
    columns: [
      { head: t('totals.month'), width: 16, cell: ({ month }) => speaker.date(`${month}-01`, 'month') },
      { head: t('totals.school'), width: 24, cell: (row) => row.school_name || row.school },
      { head: t('totals.level'), width: 20, cell: ({ criterion, pack }) => `${criterion} · ${pack}` },
      ...FIGURES.map((figure) => ({
        head: t(`totals.${figure}`),
        width: 10,
        end: true,
        cell: (row: NoticeTotal) => speaker.number(row[figure]),
      })),
    ],
    rows,
  });
}

export function csvOfTotals(rows: readonly NoticeTotal[]): string {
  const lines = rows.map((row) =>
    csvRow([
      row.month,
      row.school_name || row.school,
      row.pack,
      row.criterion,
      ...FIGURES.map((figure) => row[figure]),
    ]),
  );
  return [csvRow(['month', 'school', 'pack', 'level', ...FIGURES]), ...lines].join('');
}
