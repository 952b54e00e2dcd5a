import type { Command } from 'commander';
import { writeBackup } from '../../db/backup/index.ts';
import { formatCount, formatOption, printJsonLine, progressBar, type Format } from '../output.ts';
import { withSession } from '../session.ts';

export function register(program: Command): void {
  const command = program
    .command('backup')
    .description('Write everything to one file, as it is at this moment. Others may go on working.')
    .argument('<file>', 'the file to write; it has this name only once it is whole')
    .option('--replace', 'replace a file of that name', false);
  formatOption(command).action(run);
}

async function run(file: string, options: { readonly replace: boolean; readonly format: Format }): Promise<void> {
  const figures = await withSession(async (session) => {
    const bar = progressBar(1, 'Writing the backup');
    const made = await writeBackup(session.db.pool, {
      file,
      replace: options.replace,
      now: session.now(),
      onProgress: (done, total) => bar.to(done, total),
    });
    bar.done('Backup written');
    return made;
  });
  if (options.format === 'json') printJsonLine(figures);
  else {
    process.stdout.write(
      `${formatCount(figures.rows)} rows of ${figures.tables} tables in ${figures.file} (${formatCount(figures.bytes)} bytes).\n`,
    );
  }
}
