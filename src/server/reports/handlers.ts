/** Reports. A page, a sheet or a file that names students leaves an entry of who asked for it; so does every file. */
import { withTransaction } from '../../db/index.ts';
import { MOST_SHEET_ROWS } from '../../documents/index.ts';
import { readBoardSummary, readPrincipalReport } from '../../insight/index.ts';
import { schoolsOf, type FileAnswer, type Handlers } from '../context.ts';
import { readCountedState } from '../home/counting.ts';
import { keptWhileTrue } from '../home/kept.ts';
import { speakerFor } from '../list-on-paper.ts';
import { readDistrict } from '../me/district.ts';
import { problem } from '../problems.ts';
import { boardPage } from './board.ts';
import type { ReportPage, reportsContract } from './contract.ts';
import { csvOfReport, pdfOfReport } from './files.ts';
import {
  csvOfChronic,
  csvOfTotals,
  printChronic,
  printTotals,
  readChronic,
  readLetterTotals,
  type Asking,
} from './lists.ts';
import { principalPage } from './principal.ts';

export const reportsHandlers: Handlers<typeof reportsContract> = {
  readPrincipalReport: async (context) => {
    const page = await readPrincipal(context);
    await context.audit({ action: 'view-list', detail: { list: 'principal-report', ...context.query } });
    return page;
  },
  printPrincipalReport: async (context) => {
    const page = await readPrincipal(context);
    await context.audit({ action: 'print-list', detail: { list: 'principal-report', ...context.query } });
    return sheet(context, page, 'attendance-report');
  },
  exportPrincipalReport: async (context) => {
    const page = await readPrincipal(context);
    await context.audit({ action: 'export', detail: { list: 'principal-report', ...context.query } });
    return { name: 'attendance-report.csv', type: 'text/csv', body: csvOfReport(page) };
  },

  printChronicList: async (context) => {
    const students = await readChronic(context, MOST_SHEET_ROWS + 1);
    await context.audit({ action: 'print-list', detail: { list: 'chronic', ...context.query, rows: students.length } });
    return printChronic(context, students);
  },
  exportChronicList: async (context) => {
    const students = await readChronic(context, MOST_EXPORTED);
    await context.audit({ action: 'export', detail: { list: 'chronic', ...context.query, rows: students.length } });
    return {
      name: 'chronic-absence.csv',
      type: 'text/csv',
      body: await csvOfChronic(context, students),
    };
  },

  printNoticeTotals: async (context) => {
    const rows = await readLetterTotals(context);
    await context.audit({ action: 'print-list', detail: { list: 'letter-totals', ...context.query } });
    return printTotals(context, rows);
  },
  exportNoticeTotals: async (context) => {
    const rows = await readLetterTotals(context);
    await context.audit({ action: 'export', detail: { list: 'letter-totals', ...context.query } });
    return { name: 'letters-by-month.csv', type: 'text/csv', body: csvOfTotals(rows) };
  },

  readBoardSummary: readBoard,
  printBoardSummary: async (context) => {
    const page = await readBoard(context);
    await context.audit({ action: 'print-list', detail: { list: 'board-summary' } });
    return sheet(context, page, 'board-summary');
  },
  exportBoardSummary: async (context) => {
    const page = await readBoard(context);
    await context.audit({ action: 'export', detail: { list: 'board-summary' } });
    return { name: 'board-summary.csv', type: 'text/csv', body: csvOfReport(page) };
  },
};

/** Most students of one file. */
const MOST_EXPORTED = 200_000;

interface PrincipalAsked {
  readonly query: {
    readonly school: string;
    readonly month?: string | undefined;
    readonly audience: 'staff' | 'public';
  };
}

async function readPrincipal(context: Asking & PrincipalAsked): Promise<ReportPage> {
  const { db, districtId, parts, reach, query } = context;
  schoolsOf(reach, query.school);
  const { today } = await readCountedState(parts);
  const report = await withTransaction(db, (client) =>
    readPrincipalReport(client, { districtId, school: query.school, month: monthOf(query.month), on: today }),
  );
  if (report === undefined) throw problem('not-found');
  return principalPage(report, { speaker: await speakerFor(context), isPublic: query.audience === 'public' });
}

async function readBoard(
  context: Asking & { readonly query: { readonly month?: string | undefined } },
): Promise<ReportPage> {
  const { db, districtId, parts, reach, query } = context;
  const state = await readCountedState(parts);
  const month = monthOf(query.month);
  // Added up once a minute at most, as the steps of the district are.
  const minute = Math.floor(parts.now().getTime() / 60_000);
  const summary = await keptWhileTrue({ parts, state, reach, of: ['board-summary', month ?? null, minute] }, () =>
    readBoardSummary(db.pool, { districtId, month, on: state.today }),
  );
  const { name } = await readDistrict(parts.db, districtId);
  return boardPage(summary, { speaker: await speakerFor(context), district: name });
}

/** Any day of a month stands for it. */
function monthOf(asked: string | undefined): string | undefined {
  return asked === undefined ? undefined : `${asked.slice(0, 7)}-01`;
}

async function sheet(context: Asking, page: ReportPage, name: string): Promise<FileAnswer> {
  const { parts, districtId, actor } = context;
  const { name: author } = await readDistrict(parts.db, districtId);
  const speaker = await speakerFor(context);
  const body = await pdfOfReport(page, { speaker, author, by: actor.name, at: parts.now().toISOString() });
  return { name: `${name}.pdf`, type: 'application/pdf', body };
}
