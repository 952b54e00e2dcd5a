/**
 * What a whole district has in common (calendar, codes, names, packs in use), kept between questions about single students:
 * reading and compiling it is what such a question costs. Asked of the database again when anything of it changed.
 */
import type { ClientBase } from 'pg';
import { createJudge, type Day, type Judge, type JudgeInput, type SessionFact } from '../engine/index.ts';
import { readDistrict, type District } from './district.ts';
import { StudentJudge } from './student-judge.ts';

/** Judges that are kept: people ask about few days. */
const MOST_JUDGES = 12;

export class KnownDistrict {
  readonly district: District;
  private readonly judges = new Map<string, unknown>();
  private sessions: ReadonlyMap<string, readonly SessionFact[]> | undefined;

  constructor(district: District) {
    this.district = district;
  }

  /** Judges as of a day, by all packs in use. */
  judgeAt(asOf: Day): StudentJudge {
    return this.kept(`packs ${asOf}`, () => new StudentJudge(this.district, asOf));
  }

  /** Another policy than those in use, as of a day. Input: `name` stands for the policies, always for the same. */
  judgeBy(name: string, asOf: Day, policies: () => JudgeInput['policies']): Judge {
    const { facts: district, names } = this.district;
    return this.kept(`${name} ${asOf}`, () => createJudge({ policies: policies(), district, names, asOf }));
  }

  /** Days in session of a school, in order. */
  sessionsOf(school: string): readonly SessionFact[] {
    this.sessions ??= Map.groupBy(this.district.facts.sessions, (session) => session.school);
    return this.sessions.get(school) ?? [];
  }

  private kept<T>(key: string, make: () => T): T {
    const value = (this.judges.get(key) as T | undefined) ?? make();
    this.judges.delete(key);
    this.judges.set(key, value);
    for (const oldest of this.judges.keys()) {
      if (this.judges.size <= MOST_JUDGES) break;
      this.judges.delete(oldest);
    }
    return value;
  }
}

/** The districts of one process that answers questions; of each the newest revision. */
export class DistrictMemory {
  private readonly known = new Map<number, { readonly revision: string; readonly district: Promise<KnownDistrict> }>();

  /** The district as the database has it now. Questions at once read it once. */
  async of(client: ClientBase, districtId: number): Promise<KnownDistrict> {
    const revision = await revisionOf(client, districtId);
    const known = this.known.get(districtId);
    if (known?.revision === revision) return known.district;
    const district = readDistrict(client, districtId).then((read) => new KnownDistrict(read));
    this.known.set(districtId, { revision, district });
    district.catch(() => {
      if (this.known.get(districtId)?.district === district) this.known.delete(districtId);
    });
    return district;
  }
}

/** Another text whenever facts of the district or the packs in use are others; of another database too. */
async function revisionOf(client: ClientBase, districtId: number): Promise<string> {
  const found = await client.query<{ revision: string }>({
    name: 'district-revision',
    text: `select concat_ws(' ', current_database(), extract(epoch from d.created_at),
        (select revision from list_revisions r where r.district_id = d.district_id and r.part = 'facts'),
        (select max(import_id) from imports i where i.district_id = d.district_id and i.state = 'done'),
        (select count(*) || '/' || count(u.ended_at) || '/' || coalesce(max(u.pack_use_id), 0) from pack_uses u
          where u.district_id = d.district_id)) as revision
      from districts d where d.district_id = $1`,
    values: [districtId],
  });
  return found.rows[0]?.revision ?? '';
}
