/** Reports in words, for whoever shows or prints them: the app and the command line. */
export { boardPage } from './board.ts';
export type { ReportPage } from './contract.ts';
export { csvOfReport, pdfOfReport } from './files.ts';
export { principalPage } from './principal.ts';
