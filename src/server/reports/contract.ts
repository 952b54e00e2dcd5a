/** Reports: the principal's attendance report, the chronic list, letters by month, the summary for a board. A page, a PDF, a CSV. */
import { z } from 'zod';
import { dateField, file, route, schoolField } from '../route.ts';

const Cell = z.object({
  text: z.string(),
  /** The list behind it, below the address of the school or the district; a student's page as it stands. */
  to: z.string().optional(),
});
export type Cell = z.output<typeof Cell>;

export const ReportSection = z.object({
  /** What the figures say, in a sentence. */
  heading: z.string(),
  paragraphs: z.array(z.string()),
  columns: z.array(z.object({ head: z.string(), isEnd: z.boolean(), width: z.number() })),
  /** Each as long as `columns`. */
  rows: z.array(z.array(Cell)),
});
export type ReportSection = z.output<typeof ReportSection>;

/** A report in the words of the reader. */
export const ReportPage = z
  .object({
    title: z.string(),
    /** Below the title: for whom, of which month, from which data. */
    lines: z.array(z.string()),
    /** The last day with data; null: none yet. */
    through: dateField.nullable(),
    month: dateField,
    /** First days of the months that can be asked for, the latest first. */
    months: z.array(dateField),
    sections: z.array(ReportSection),
  })
  .meta({ id: 'ReportPage' });
export type ReportPage = z.output<typeof ReportPage>;

const month = z.iso.date().optional();
const get = { method: 'GET', tag: 'reports' } as const;
const pdf = { ...get, action: 'see-insight', ok: file('application/pdf') } as const;
const csv = { ...get, action: 'export', ok: file('text/csv') } as const;

const principal = z.object({
  school: z.string().min(1).max(100),
  /** First day of a month; left out: that of the last day with data. */
  month,
  /** `public`: without names, counts of fewer than ten left out, to give to others. */
  audience: z.enum(['staff', 'public']).default('staff'),
});
const chronic = z.object({ school: schoolField });
const totals = z.object({
  school: schoolField,
  from: z.union([z.iso.date(), z.literal('')]).default(''),
  to: z.union([z.iso.date(), z.literal('')]).default(''),
});
const board = z.object({ month });

export const reportsContract = {
  readPrincipalReport: route({
    ...get,
    path: '/api/reports/principal',
    summary: 'The principal’s attendance report of a school and month.',
    action: 'see-insight',
    query: principal,
    ok: ReportPage,
  }),
  printPrincipalReport: route({
    ...pdf,
    path: '/api/reports/principal.pdf',
    summary: 'The principal’s attendance report as a tagged PDF.',
    query: principal,
  }),
  exportPrincipalReport: route({
    ...csv,
    path: '/api/reports/principal.csv',
    summary: 'The figures of the principal’s attendance report.',
    query: principal,
  }),
  printChronicList: route({
    ...pdf,
    path: '/api/reports/chronic.pdf',
    summary: 'Students who missed 10% or more of their days, the most absent first: at most 10,000.',
    query: chronic,
  }),
  exportChronicList: route({
    ...csv,
    path: '/api/reports/chronic.csv',
    summary: 'Students who missed 10% or more of their days, for a spreadsheet.',
    query: chronic,
  }),
  printNoticeTotals: route({
    ...pdf,
    path: '/api/reports/letters.pdf',
    summary: 'Letters by month, school and level as a tagged PDF.',
    query: totals,
  }),
  exportNoticeTotals: route({
    ...csv,
    path: '/api/reports/letters.csv',
    summary: 'Letters by month, school and level, for a spreadsheet.',
    query: totals,
  }),
  readBoardSummary: route({
    ...get,
    path: '/api/reports/board',
    summary: 'The district for its board: schools, grades and steps, no count of fewer than ten students.',
    action: 'see-board-summary',
    query: board,
    ok: ReportPage,
  }),
  printBoardSummary: route({
    ...pdf,
    path: '/api/reports/board.pdf',
    summary: 'The summary for the board as a tagged PDF.',
    action: 'see-board-summary',
    query: board,
  }),
  exportBoardSummary: route({
    ...csv,
    path: '/api/reports/board.csv',
    summary: 'The figures of the summary for the board.',
    action: 'see-board-summary',
    query: board,
  }),
};
