/**
 * What a whole district has in common (calendar, codes, names, packs in use), kept between questions about single students:
 * reading and compiling it is what such a question costs. Asked of the database again when anything of it changed.
 */
import type { ClientBase } from 'pg';
import { parseDay, type Day, type SessionFact } from '../engine/index.ts';
import { readDistrict, type District } from './district.ts';
import { StudentJudge } from './student-judge.ts';

/** What is compiled of it for a day: people ask about few days. */
const MOST_KEPT = 24;

export class KnownDistrict {
  readonly district: District;
  /** By school: the last day with records of an import. */
  readonly dataThrough: ReadonlyMap<string, Day>;
  private readonly compiled = new Map<string, unknown>();
  private sessions: ReadonlyMap<string, readonly SessionFact[]> | undefined;

  constructor(district: District, dataThrough: ReadonlyMap<string, Day> = new Map()) {
    this.district = district;
    this.dataThrough = dataThrough;
  }

  /** Judges as of a day, by all packs in use. */
  judgeAt(asOf: Day): StudentJudge {
    return this.keep(`judge ${asOf}`, () => new StudentJudge(this.district, asOf));
  }

  /** What was made of this district under a name, else what `make` makes of it now. */
  keep<T>(name: string, make: () => T): T {
    const value = (this.compiled.get(name) as T | undefined) ?? make();
    this.compiled.delete(name);
    this.compiled.set(name, value);
    for (const oldest of this.compiled.keys()) {
      if (this.compiled.size <= MOST_KEPT) break;
      this.compiled.delete(oldest);
    }
    return value;
  }

  /** Days in session of a school, in order. */
  sessionsOf(school: string): readonly SessionFact[] {
    this.sessions ??= Map.groupBy(this.district.facts.sessions, (session) => session.school);
    return this.sessions.get(school) ?? [];
  }
}

/** The districts of one process that answers questions; of each the newest revision. */
export class DistrictMemory {
  private readonly known = new Map<number, { readonly revision: string; readonly district: Promise<KnownDistrict> }>();

  /**
   * The district as the database has it now. Questions at once read it once.
   * Input: `asked` is {@link DISTRICT_REVISION}, where the caller asked for it already.
   */
  async of(client: ClientBase, districtId: number, asked?: string): Promise<KnownDistrict> {
    const revision = asked ?? (await revisionOf(client, districtId));
    const known = this.known.get(districtId);
    if (known?.revision === revision) return known.district;
    const district = readKnown(client, districtId);
    this.known.set(districtId, { revision, district });
    district.catch(() => {
      if (this.known.get(districtId)?.district === district) this.known.delete(districtId);
    });
    return district;
  }
}

async function readKnown(client: ClientBase, districtId: number): Promise<KnownDistrict> {
  const through = await client.query<{ school: string; through: string | null }>(
    `select s.key as school, max(s.value->>'to') as through from imports i, jsonb_each(coalesce(i.figures->'schools', '{}')) s
      where i.district_id = $1 and i.state = 'done' group by s.key`,
    [districtId],
  );
  const days = through.rows.flatMap(({ school, through: text }): [string, Day][] => {
    const day = text === null ? undefined : parseDay(text);
    return day === undefined ? [] : [[school, day]];
  });
  return new KnownDistrict(await readDistrict(client, districtId), new Map(days));
}

/** An expression over `districts d`: another text whenever facts of the district or the packs in use are others; of another database too. */
export const DISTRICT_REVISION = `concat_ws(' ', current_database(), extract(epoch from d.created_at),
  (select revision from list_revisions r where r.district_id = d.district_id and r.part = 'facts'),
  (select max(import_id) from imports i where i.district_id = d.district_id and i.state = 'done'),
  (select count(*) || '/' || count(u.ended_at) || '/' || coalesce(max(u.pack_use_id), 0) from pack_uses u
    where u.district_id = d.district_id))`;

async function revisionOf(client: ClientBase, districtId: number): Promise<string> {
  const found = await client.query<{ revision: string }>({
    name: 'district-revision',
    text: `select ${DISTRICT_REVISION} as revision from districts d where d.district_id = $1`,
    values: [districtId],
  });
  return found.rows[0]?.revision ?? '';
}
