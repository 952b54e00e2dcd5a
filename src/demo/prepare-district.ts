/** What a sample district needs beside its records: its packs in use, and dates for conferences. For the demo, the tests and the benchmark. */
import { join } from 'node:path';
import { withTransaction, type Database } from '../db/index.ts';
import { formatDay } from '../engine/index.ts';
import { addSlots } from '../notices/index.ts';
import { listUses, readPack, saveUse } from '../packs/index.ts';
import { ProblemError } from '../problem.ts';
import { DEFAULT_SCHOOL_YEAR, sampleConferenceSlots, samplePackUses } from '../sample/index.ts';

export interface SampleDistrict {
  readonly districtId: number;
  readonly students: number;
  readonly by: string;
  readonly now: Date;
}

export interface SamplePacks extends SampleDistrict {
  /** Folder of the five packs. */
  readonly packs: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Puts the packs in use that are not yet, since the beginning of the sample's school year: its schools have worked with them. Fails: ProblemError for a pack that cannot be read. */
export async function useSamplePacks(db: Database, sample: SamplePacks): Promise<void> {
  const { districtId, students, by, now, packs, onProgress = () => undefined } = sample;
  const wanted = samplePackUses(students);
  const inUse = new Set((await listUses(db.pool, districtId)).map(({ packId }) => packId));
  for (const [index, { pack, schools, from }] of wanted.entries()) {
    if (!inUse.has(pack)) {
      const reading = await readPack(join(packs, pack));
      if (!reading.ok) throw new ProblemError(reading.problems);
      const period = from === undefined ? {} : { from };
      await withTransaction(db, (client) =>
        saveUse(client, { districtId, pack: reading.pack, schools, ...period, by, at: beginOf(now) }),
      );
    }
    onProgress(index + 1, wanted.length);
  }
}

/** Safe to repeat: a slot that is there already stays one. */
export async function offerSampleSlots(db: Database, { districtId, students, by, now }: SampleDistrict): Promise<void> {
  await withTransaction(db, async (client) => {
    for (const { school, day, time, place, with: withWhom } of sampleConferenceSlots(students))
      await addSlots(client, { districtId, school, on: formatDay(day), times: [time], place, withWhom, by, now });
  });
}

/** Never later than now. */
function beginOf(now: Date): Date {
  const begin = new Date(`${DEFAULT_SCHOOL_YEAR}-07-01T19:00:00Z`);
  return begin < now ? begin : now;
}
