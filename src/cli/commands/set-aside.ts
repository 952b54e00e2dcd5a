/** `rollcall set-aside`: every stored row of attendance that cannot be counted now. Reads only. */
import type { Command } from 'commander';
import { withTransaction } from '../../db/index.ts';
import { listSetAside, type StoredSetAside } from '../../imports/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';

interface SetAsideOptions {
  readonly school?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('set-aside')
    .description(
      'List attendance rows that cannot be counted: file, line, import, reason, and what is allowed. ' +
        'A row leaves the list when a later import makes it countable.',
    )
    .option('--school <id>', 'rows of one school only');
  formatOption(command).action((options: SetAsideOptions) => withSession((session) => run(session, options)));
}

async function run(session: Session, options: SetAsideOptions): Promise<void> {
  await requireKnownNames(session, options);
  const { db, districtId } = session;
  const rows = await withTransaction(db, async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    return listSetAside(client, districtId, options.school === undefined ? {} : { school: options.school });
  });
  if (options.format === 'json') rows.forEach((row) => printJsonLine(jsonOf(row)));
  else if (rows.length > 0) printTable(['file', 'line', 'import', 'reason', 'allowed', 'row'], rows.map(cellsOf));
  remark(
    rows.length === 0 ? 'Nothing is set aside: every row can be counted.' : `${formatCount(rows.length)} set aside.`,
  );
}

function jsonOf({ file, line, importId, school, reason, allowed, row }: StoredSetAside): object {
  return { file, line, import: importId, school, reason, allowed, row };
}

function cellsOf({ file, line, importId, reason, allowed, row }: StoredSetAside): string[] {
  return [file, String(line), String(importId), reason, allowed, row];
}
