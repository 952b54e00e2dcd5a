/** How a person likes the app. */
import type { Database } from '../../db/index.ts';
import { sessionCacheOf } from '../sign-in/session-cache.ts';

export interface Preferences {
  readonly language: 'en' | 'es';
  readonly theme: 'light' | 'dark' | 'system';
  readonly density: 'compact' | 'standard' | 'roomy';
  /** Whether single letters work as shortcuts while a table has the focus. */
  readonly shortcuts: boolean;
}

const DEFAULTS: Preferences = { language: 'en', theme: 'system', density: 'standard', shortcuts: true };

interface Whose {
  readonly districtId: number;
  readonly personId: string;
}

export async function readPreferences(db: Database, { districtId, personId }: Whose): Promise<Preferences> {
  const found = await db.pool.query<Preferences>(
    'select language, theme, density, shortcuts from person_preferences where district_id = $1 and person_id = $2',
    [districtId, personId],
  );
  return found.rows[0] ?? DEFAULTS;
}

/** Changes what is given and keeps the rest. */
export async function savePreferences(
  db: Database,
  { districtId, personId, changes, now }: Whose & { readonly changes: Partial<Preferences>; readonly now: Date },
): Promise<Preferences> {
  const wanted = { ...DEFAULTS, ...changes };
  const saved = await db.pool.query<Preferences>(
    `insert into person_preferences as o (district_id, person_id, language, theme, density, shortcuts, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (district_id, person_id) do update set updated_at = $7,
       language = case when $8::jsonb ? 'language' then excluded.language else o.language end,
       theme = case when $8::jsonb ? 'theme' then excluded.theme else o.theme end,
       density = case when $8::jsonb ? 'density' then excluded.density else o.density end,
       shortcuts = case when $8::jsonb ? 'shortcuts' then excluded.shortcuts else o.shortcuts end
     returning language, theme, density, shortcuts`,
    [
      districtId,
      personId,
      wanted.language,
      wanted.theme,
      wanted.density,
      wanted.shortcuts,
      now,
      JSON.stringify(changes),
    ],
  );
  sessionCacheOf(db).forget();
  return saved.rows[0] ?? wanted;
}
