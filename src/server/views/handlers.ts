/** Views of the worklist: each person's own, in a table that the role of the app cannot read. */
import type { Context, Handlers } from '../context.ts';
import { Refusal } from '../../problem.ts';
import { problem } from '../problems.ts';
import { MOST_VIEWS, ViewChoices, type SavedView, type viewsContract } from './contract.ts';

export const viewsHandlers: Handlers<typeof viewsContract> = {
  readViews: async (context) => {
    const found = await context.parts.db.pool.query<ViewRow>(
      `select view_id, name, choices, saved_at from worklist_views
        where district_id = $1 and person_id = $2 order by lower(name), view_id`,
      [...ownerOf(context)],
    );
    return { items: found.rows.map(viewOf) };
  },
  saveView: async (context) => {
    const { body, parts } = context;
    const saved = await parts.db.pool.query<ViewRow>(
      `insert into worklist_views as v (district_id, person_id, name, choices, saved_at)
       select $1, $2, $3, $4, $5
        where exists (select from worklist_views where district_id = $1 and person_id = $2 and name = $3)
           or (select count(*) from worklist_views where district_id = $1 and person_id = $2) < $6
       on conflict (district_id, person_id, name) do update set choices = excluded.choices, saved_at = excluded.saved_at
       returning view_id, name, choices, saved_at`,
      [...ownerOf(context), body.name, JSON.stringify(body.choices), parts.now(), MOST_VIEWS],
    );
    const [row] = saved.rows;
    if (row === undefined)
      throw new Refusal(`There are ${MOST_VIEWS} saved views already; take one out first.`, {
        code: 'views.too-many',
        values: { count: MOST_VIEWS },
      });
    return viewOf(row);
  },
  renameView: async (context) => {
    const { body, params, parts } = context;
    const renamed = await parts.db.pool.query<ViewRow>(
      `update worklist_views v set name = $4 where v.district_id = $1 and v.person_id = $2 and v.view_id = $3
          and not exists (select from worklist_views o where o.district_id = $1 and o.person_id = $2 and o.name = $4 and o.view_id <> $3)
       returning view_id, name, choices, saved_at`,
      [...ownerOf(context), viewIdOf(params.view), body.name],
    );
    const [row] = renamed.rows;
    if (row !== undefined) return viewOf(row);
    if (!(await isOwn(context, params.view))) throw problem('not-found');
    throw new Refusal('Another saved view has this name.', { code: 'views.same-name' });
  },
  removeView: async (context) => {
    const removed = await context.parts.db.pool.query(
      'delete from worklist_views where district_id = $1 and person_id = $2 and view_id = $3',
      [...ownerOf(context), viewIdOf(context.params.view)],
    );
    if (removed.rowCount === 0) throw problem('not-found');
    return { removed: true };
  },
};

interface ViewRow {
  readonly view_id: number;
  readonly name: string;
  readonly choices: unknown;
  readonly saved_at: Date;
}

type Asking = Pick<Context, 'districtId' | 'actor' | 'parts'>;

function ownerOf({ districtId, actor }: Asking): readonly [number, string] {
  if (actor === null) throw problem('sign-in-first');
  return [districtId, actor.personId];
}

/** What an earlier version saved is read with what it could not know. */
function viewOf(row: ViewRow): SavedView {
  const choices = ViewChoices.safeParse(row.choices);
  return {
    view: String(row.view_id),
    name: row.name,
    choices: choices.success ? choices.data : ViewChoices.parse({}),
    savedAt: row.saved_at.toISOString(),
  };
}

async function isOwn(context: Asking, view: string): Promise<boolean> {
  const found = await context.parts.db.pool.query(
    'select from worklist_views where district_id = $1 and person_id = $2 and view_id = $3',
    [...ownerOf(context), viewIdOf(view)],
  );
  return found.rowCount === 1;
}

function viewIdOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw problem('not-found');
  return Number(text);
}
