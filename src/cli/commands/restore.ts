import type { Command } from 'commander';
import { requireWholeFile, restoreBackup } from '../../db/backup/index.ts';
import { formatCount, formatOption, printJsonLine, progressBar, type Format } from '../output.ts';
import { withDatabase } from '../session.ts';

export function register(program: Command): void {
  const command = program
    .command('restore')
    .description('Read a backup into an empty home or database: all of it, or nothing.')
    .argument('<file>', 'a file that ./rollcall backup wrote');
  formatOption(command).action(run);
}

async function run(file: string, options: { readonly format: Format }): Promise<void> {
  await requireWholeFile(file);
  const figures = await withDatabase(async (db) => {
    const bar = progressBar(1, 'Restoring');
    const restored = await restoreBackup(db.pool, { file, onProgress: (done, total) => bar.to(done, total) });
    bar.done('Restored and compared');
    return restored;
  });
  if (options.format === 'json') printJsonLine(figures);
  else
    process.stdout.write(
      `${formatCount(figures.rows)} rows of ${figures.tables} tables are back as of ${figures.createdAt}.\n`,
    );
}
