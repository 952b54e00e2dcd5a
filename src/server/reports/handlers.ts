/** Reports. A page, a sheet or a file that names students leaves an entry of who asked for it; so does every file. */
import { withTransaction } from '../../db/index.ts';
import { MOST_SHEET_ROWS } from '../../documents/index.ts';
import { readBoardSummary, readPrincipalReport } from '../../insight/index.ts';
import { schoolsOf, type FileAnswer, type Handlers } from '../context.ts';
import { readCountedState } from '../home/counting.ts';
import { withCasework, type DataState } from '../data-state.ts';
import { keptAnswer, keptRates } from '../kept.ts';
import { speakerFor } from '../list-on-paper.ts';
import { readDistrict } from '../me/district.ts';
import { problem } from '../problems.ts';
import type { Written } from '../written.ts';
import { boardPage } from './board.ts';
import { ReportPage, type reportsContract } from './contract.ts';
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
    const written = await answerOf(context, await askPrincipal(context));
    await context.audit({ action: 'view-list', detail: { list: 'principal-report', ...context.query } });
    return written.asAnswer();
  },
  printPrincipalReport: async (context) => {
    const page = await (await askPrincipal(context)).read();
    await context.audit({ action: 'print-list', detail: { list: 'principal-report', ...context.query } });
    return sheet(context, page, 'attendance-report');
  },
  exportPrincipalReport: async (context) => {
    const page = await (await askPrincipal(context)).read();
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

  readBoardSummary: async (context) => (await answerOf(context, await askBoard(context))).asAnswer(),
  printBoardSummary: async (context) => {
    const page = await (await askBoard(context)).read();
    await context.audit({ action: 'print-list', detail: { list: 'board-summary' } });
    return sheet(context, page, 'board-summary');
  },
  exportBoardSummary: async (context) => {
    const page = await (await askBoard(context)).read();
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

/** A report of a state of the data, not yet computed. */
interface Asked {
  readonly state: DataState;
  readonly of: readonly unknown[];
  readonly read: () => Promise<ReportPage>;
}

/** Computed and put in words once for a state of the data, for all who may see the same and read the same language. */
function answerOf({ parts, reach, actor }: Asking, { state, of, read }: Asked): Promise<Written> {
  return keptAnswer({ parts, state, reach, of }, { shape: ReportPage, language: actor.language }, read);
}

async function askPrincipal(context: Asking & PrincipalAsked): Promise<Asked> {
  const { db, districtId, parts, reach, query } = context;
  const { school, audience } = query;
  schoolsOf(reach, school);
  const state = await withCasework(parts, await readCountedState(parts));
  const month = monthOf(query.month);
  return {
    state,
    of: ['principal-report', school, month ?? null, audience],
    read: async () => {
      const report = await withTransaction(db, (client) =>
        readPrincipalReport(client, { districtId, school, month, on: state.today }),
      );
      if (report === undefined) throw problem('not-found');
      return principalPage(report, { speaker: await speakerFor(context), isPublic: audience === 'public' });
    },
  };
}

async function askBoard(context: Asking & { readonly query: { readonly month?: string | undefined } }): Promise<Asked> {
  const { db, districtId, parts, query } = context;
  const state = await withCasework(parts, await readCountedState(parts));
  const month = monthOf(query.month);
  return {
    state,
    of: ['board-summary', month ?? null],
    read: async () => {
      const rates = await keptRates(parts, state);
      const summary = await readBoardSummary(db.pool, { districtId, month, on: state.today, rates });
      const { name } = await readDistrict(parts.db, districtId);
      return boardPage(summary, { speaker: await speakerFor(context), district: name });
    },
  };
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
