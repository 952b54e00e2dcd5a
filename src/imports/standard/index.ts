/** The standard bundle into the database. */
export { importBundle, type ImportOptions, type ImportResult } from './import-bundle.ts';
export type { ImportProgress } from './progress.ts';
export type { FileFigures, ImportFigures, SchoolFigures } from './figures.ts';
