/** The worklist: pages, search, counts, keys for a selection, and the file. */
import { createHash } from 'node:crypto';
import { schoolsOf, withRevision, type Context, type Handlers } from '../context.ts';
import { listOnPaper, schoolNameOf, speakerFor } from '../list-on-paper.ts';
import { lookAhead } from '../students/pages-ahead.ts';
import { readComputedWorklist, reachText, type ComputedWorklist } from './computed-worklist.ts';
import type { worklistContract, WorklistPage } from './contract.ts';
import { csvOfWorklist } from './csv.ts';
import { chosenWords, paperColumns } from './paper.ts';
import { pageOfSlice, sliceOf, type Choice, type Slice } from './slice.ts';

export const worklistHandlers: Handlers<typeof worklistContract> = {
  readWorklist: async (context) => {
    const { query } = context;
    const worklist = await computedFor(context, query.school);
    const revision = revisionFor(context, worklist);
    if (isKnown(context, revision)) return notModified(context, revision);
    const page = await auditedPage(context, worklist, query);
    if (isAsOpened(query)) lookAhead(context, studentsOf(page));
    return withRevision(context, revision, page);
  },
  searchWorklist: async (context) => {
    const worklist = await computedFor(context, context.body.school);
    return auditedPage(context, worklist, context.body);
  },
  readWorklistSummary: async (context) => {
    const worklist = await computedFor(context, context.query.school);
    return withRevision(context, revisionFor(context, worklist), summaryOf(worklist));
  },
  readWorklistKeys: async (context) => {
    const worklist = await computedFor(context, context.body.school);
    const { entries } = sliceOf(worklist, context.body);
    const lines = entries.filter(({ line }) => line.issued === null).map(({ line }) => line);
    return {
      revision: worklist.revision,
      lines: lines.map(({ trigger, isReady, types }) => ({ trigger, isReady, types })),
    };
  },
  exportWorklist: async (context) => {
    const { body, audit } = context;
    const worklist = await computedFor(context, body.school);
    const { entries } = sliceOf(worklist, body);
    await audit({ action: 'export-list', detail: { ...detailOf(body), rows: entries.length } });
    return {
      name: `worklist-${body.tab}-${worklist.asOf ?? 'never'}.csv`,
      type: 'text/csv',
      body: csvOfWorklist(entries, { through: worklist.dataThrough, asOf: worklist.asOf }),
    };
  },
  printWorklist: async (context) => {
    const { body, audit } = context;
    const worklist = await computedFor(context, body.school);
    const lines = sliceOf(worklist, body).entries.map(({ line }) => line);
    await audit({ action: 'print-list', detail: { ...detailOf(body), rows: lines.length } });
    const speaker = await speakerFor(context);
    const hasSchools = body.school === '';
    return listOnPaper(context, speaker, {
      name: `worklist-${body.tab}-${worklist.asOf ?? 'never'}.pdf`,
      title: speaker.words('worklist')('title'),
      chosen: chosenWords(speaker, body, hasSchools ? '' : await schoolNameOf(context, body.school)),
      through: worklist.dataThrough,
      levels: [...new Set(lines.map(({ level }) => level))].toSorted(),
      columns: paperColumns(speaker, { tab: body.tab, hasSchools }),
      rows: lines,
    });
  },
};

/** The head of the list as it opens, not turned to another tab, order or page. */
function isAsOpened({ tab, sort, order, cursor }: Choice & { readonly cursor?: string | undefined }): boolean {
  return cursor === undefined && tab === 'due' && sort === 'look-first' && order === 'asc';
}

function studentsOf({ items }: WorklistPage): readonly string[] {
  return items.map(({ student }) => student);
}

type Asking = Pick<Context, 'reach' | 'parts' | 'db' | 'districtId'>;

function computedFor(context: Asking, school: string): Promise<ComputedWorklist> {
  return readComputedWorklist(context, schoolsOf(context.reach, school));
}

function summaryOf({ revision, asOf, dataThrough, counts }: ComputedWorklist) {
  return { revision, asOf, dataThrough, counts };
}

/** One entry for each page: its filter, and whose lines they were where a name or number was searched for. */
async function auditedPage(
  { audit, parts }: Pick<Context, 'audit' | 'parts'>,
  worklist: ComputedWorklist,
  asked: Choice & { readonly school: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<WorklistPage> {
  const slice: Slice = sliceOf(worklist, asked);
  const { items, next, from } = pageOfSlice(slice, asked);
  const isSearch = (asked.text ?? '') !== '';
  await audit({
    action: 'view-list',
    detail: { ...detailOf(asked), from, rows: items.length, of: slice.entries.length },
    ...(isSearch ? { students: [...new Set(items.map(({ student }) => student))] } : {}),
  });
  return {
    items,
    next,
    total: slice.entries.length,
    ...summaryOf(worklist),
    readyHere: slice.readyHere,
    checkedAt: parts.now().toISOString(),
    facets: slice.facets,
  };
}

/** What a reader of the log needs: no text that was searched for. */
function detailOf(asked: Choice & { readonly school: string }): Readonly<Record<string, unknown>> {
  const { school, tab, type, level, pack, grade, at, decision, text = '' } = asked;
  const filters = Object.entries({ type, level, pack, grade, at, decision }).filter(([, values]) => values.length > 0);
  return { list: 'worklist', school, tab, ...Object.fromEntries(filters), ...(text === '' ? {} : { searched: true }) };
}

/** Of what this person may see. */
function revisionFor(
  { actor, reach, parts }: Pick<Context, 'actor' | 'reach' | 'parts'>,
  { revision }: ComputedWorklist,
): string {
  const seen = createHash('sha256')
    .update(`${parts.version} ${reachText(reach)} ${actor.language}`)
    .digest('hex')
    .slice(0, 12);
  return `${revision}-${seen}`;
}

function isKnown({ request }: Pick<Context, 'request'>, revision: string): boolean {
  const given = request.headers['if-none-match'];
  return given !== undefined && given.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${revision}"`);
}

function notModified({ reply }: Pick<Context, 'reply'>, revision: string): never {
  return reply.code(304).header('etag', `"${revision}"`).send() as never;
}
