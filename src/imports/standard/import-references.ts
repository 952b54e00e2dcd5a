/** Everything of a bundle except its attendance. */
import type { ClientBase } from 'pg';
import type { Bundle } from '../../bundle/index.ts';
import type { FileFigures } from './figures.ts';
import { importEvents } from './import-events.ts';
import { importLetterheads, type ReadLetterhead } from './import-letterheads.ts';
import { numberWords } from './number-words.ts';
import { STORED_TABLES, storedStudents, type StoredTable, type TableName } from './stored-tables.ts';
import { createScratchTables, syncTable, type SyncContext } from './sync-table.ts';
import type { ImportProgress } from './progress.ts';

export interface ReferenceContext extends SyncContext {
  readonly bundle: Bundle;
  readonly letterheads: readonly ReadLetterhead[];
  readonly by: string;
  readonly now: Date;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Returns the figures of each file that is there. A file that is missing leaves what is stored as it is. */
export async function importReferences(
  client: ClientBase,
  context: ReferenceContext,
): Promise<Record<string, FileFigures>> {
  const { bundle } = context;
  const files: Record<string, FileFigures> = {};
  const steps = Object.entries(STORED_TABLES) as [TableName, StoredTable<object>][];
  const step = (): void =>
    context.onProgress?.({ step: 'reference', done: Object.keys(files).length, total: steps.length + 1 });
  await createScratchTables(
    client,
    bundle.students.map((row) => row.studentId),
  );
  files['students.csv'] = await importStudents(client, context);
  for (const [name, spec] of steps) {
    if (!bundle.present.has(spec.file)) continue;
    files[spec.file] = await syncTable(client, context, { spec, rows: bundle[name] });
    step();
  }
  if (bundle.present.has('events.csv')) files['events.csv'] = await importEvents(client, context, bundle.events);
  if (bundle.present.has('letterheads.csv'))
    files['letterheads.csv'] = await importLetterheads(client, context, context.letterheads);
  return files;
}

async function importStudents(client: ClientBase, context: ReferenceContext): Promise<FileFigures> {
  const list = context.bundle.students.map((row) => row.studentId);
  const numbers = await numberWords(client, context.districtId, { kind: 'student', list });
  const numberOf = new Map(list.map((id, index) => [id, numbers[index] as number]));
  return syncTable(client, context, {
    spec: storedStudents((id) => numberOf.get(id) ?? 0),
    rows: context.bundle.students,
  });
}
