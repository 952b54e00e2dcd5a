/** `rollcall import DIR`: brings a bundle into the database. */
import type { Command } from 'commander';
import { importBundle, type ImportProgress, type ImportResult } from '../../imports/index.ts';
import { renderProblem } from '../../problem.ts';
import {
  formatCount,
  formatOption,
  printJsonLine,
  printTable,
  progressBar,
  remark,
  type Format,
  type ProgressBar,
} from '../output.ts';
import { withSession, type Session } from '../session.ts';

interface ImportCommandOptions {
  readonly acceptDrop?: boolean;
  readonly reason?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('import')
    .description(
      'Bring a standard bundle into the database, in one transaction. The same bundle again changes nothing; rows that changed ' +
        'or vanished inside the schools and dates of the file are superseded, never erased.',
    )
    .argument('<dir>', 'the folder of the bundle')
    .option('--accept-drop', 'go on although a school has over 20% fewer records, or the last line is cut off')
    .option('--reason <text>', 'why the drop is right, for the record');
  formatOption(command).action((dir: string, options: ImportCommandOptions) =>
    withSession((session) => run(session, { dir, options })),
  );
}

async function run(
  session: Session,
  { dir, options }: { readonly dir: string; readonly options: ImportCommandOptions },
): Promise<void> {
  const { db, districtId, by } = session;
  const bars = importBars();
  const result = await importBundle(db, {
    districtId,
    dir,
    by,
    now: session.now(),
    acceptDrop: options.acceptDrop === true,
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    onProgress: bars.show,
  }).finally(bars.end);
  for (const warning of result.warnings) remark(`warning: ${renderProblem(warning)}`);
  print(result, options.format);
}

const LABELS: Readonly<Record<ImportProgress['step'], string>> = {
  read: 'bytes read',
  reference: 'reference files stored',
  write: 'attendance rows written',
};

/** One bar after the other, for the steps of an import. */
function importBars(): { readonly show: (progress: ImportProgress) => void; readonly end: () => void } {
  let bar: ProgressBar | undefined;
  let step: ImportProgress['step'] | undefined;
  const end = (): void => {
    if (step !== undefined) bar?.done(LABELS[step]);
    bar = undefined;
    step = undefined;
  };
  const show = (progress: ImportProgress): void => {
    if (progress.step !== step) {
      end();
      step = progress.step;
      bar = progressBar(progress.total, LABELS[progress.step]);
    }
    bar?.to(progress.done, progress.total);
  };
  return { show, end };
}

function print(result: ImportResult, format: Format): void {
  const { importId, figures, hasChanges } = result;
  if (format === 'json') {
    printJsonLine({ import: importId, changed: hasChanges, files: figures.files, schools: figures.schools });
    return;
  }
  printTable(
    ['file', 'new', 'changed', 'gone', 'same', 'set aside'],
    Object.entries(figures.files).map(([file, row]) => [file, row.new, row.changed, row.gone, row.same, row.setAside]),
  );
  process.stdout.write('\n');
  printTable(
    ['school', 'attendance rows', 'from', 'to'],
    Object.entries(figures.schools).map(([school, { rows, from, to }]) => [school, rows, from, to]),
  );
  const setAside = figures.files['attendance.csv']?.setAside ?? 0;
  if (setAside > 0)
    remark(`${formatCount(setAside)} rows cannot be counted and are set aside: see "rollcall set-aside".`);
  remark(hasChanges ? `Import ${importId} is done.` : `Import ${importId}: nothing changed.`);
}
