/**
 * Letters of a batch, from what was frozen to the print file, against one Typst document of the same pages.
 * The district is of a fixed size: a batch of about a thousand letters is as much as Typst sets as one document.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { calculate } from '../../src/calculation/index.ts';
import { withTransaction, type Database } from '../../src/db/index.ts';
import {
  createLetterEngine,
  printLetters,
  readLetterImage,
  readPrintIndex,
  type PrintResult,
} from '../../src/documents/index.ts';
import { createContentReader } from '../../src/documents/print/read-contents.ts';
import { formatDay } from '../../src/engine/index.ts';
import { issueNotices } from '../../src/notices/index.ts';
import { readPack, saveUse } from '../../src/packs/index.ts';
import { samplePackUses } from '../../src/sample/index.ts';
import { BY, DISTRICT_ID, emptyDatabase, NOW } from '../database.ts';
import { AS_OF, benchDistrict, benchHome } from '../district.ts';
import { remark, sideBySide, type Section } from '../measure.ts';
import { importInto } from './import.ts';

const STUDENTS = 5000;
const ONE_DOCUMENT = { milliseconds: 1_200_000, bytes: 8 * 1024 ** 3 };

export const letters: Section = async ({ rounds }) => {
  const db = await emptyDatabase('letters');
  const { dir } = await benchDistrict(STUDENTS);
  await importInto(db, dir);
  const batch = await issueFirstNotices(db);
  let printed: PrintResult | undefined;
  let pages = 0;
  const times = await sideBySide(
    rounds,
    async () => {
      printed = await printBatch(db, batch);
    },
    async () => {
      pages = await oneDocument(db, batch);
    },
  );
  await db.close();
  const [file] = printed?.files ?? [];
  if (file === undefined) throw new Error('no letter was printed');
  const figures = { letters: file.letters, pages: file.pages - file.coverPages, pagesOfOneDocument: pages };
  return [
    {
      title: 'letters of a batch, to the print file',
      ours: 'rollcall letters',
      ...times,
      against: 'one Typst document of the same pages',
      direction: 'slower',
      target: 1.5,
      figures: { ...figures, lettersPerSecond: Math.round((file.letters * 1000) / times.oursMs) },
    },
  ];
};

async function issueFirstNotices(db: Database): Promise<number> {
  const reading = await readPack(join(import.meta.dirname, '../../packs/california-sarb'));
  if (!reading.ok) throw new Error('packs/california-sarb cannot be read');
  const { pack } = reading;
  const schools = samplePackUses(STUDENTS).find((use) => use.pack === pack.policy.id)?.schools ?? [];
  const asked = { districtId: DISTRICT_ID, by: BY };
  await withTransaction(db, (client) => saveUse(client, { ...asked, pack, schools, at: NOW }));
  await calculate(db, { ...asked, asOf: AS_OF, now: NOW });
  const issued = await issueNotices(db, { ...asked, asOf: formatDay(AS_OF), filter: { criterion: 'L1' }, now: NOW });
  remark(`  ${issued.issued} notices, ${issued.letters} letters`);
  return Number(issued.batch?.slice(1));
}

async function printBatch(db: Database, batch: number): Promise<PrintResult> {
  const out = join(benchHome(), 'letters.pdf');
  await rm(out, { force: true });
  return withTransaction(db, (client) => printLetters(client, { districtId: DISTRICT_ID, selection: { batch }, out }));
}

/** A fresh Typst process, all letters at once. Returns its pages. */
async function oneDocument(db: Database, batch: number): Promise<number> {
  const at = { districtId: DISTRICT_ID };
  const { contents, images } = await withTransaction(db, async (client) => {
    const { entries } = await readPrintIndex(client, DISTRICT_ID, { batch });
    const known = await readImages(client);
    const read = createContentReader(client, { ...at, images: new Set(known.keys()) });
    return { contents: (await read(entries)).map(({ content }) => content), images: known };
  });
  const engine = createLetterEngine({ images, limits: ONE_DOCUMENT });
  try {
    const document = await engine.renderDocument(contents, { title: 'Letters', author: 'Benchmark' });
    return document.pages.at(-1)?.last ?? 0;
  } finally {
    await engine.close();
  }
}

async function readImages(client: ClientBase): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await client.query<{ hash: string; image: Buffer }>(
    'select image_hash as hash, image from letter_images where district_id = $1',
    [DISTRICT_ID],
  );
  return new Map(
    rows.flatMap(({ hash, image }) => {
      const reading = readLetterImage(image);
      return reading.ok ? [[`${hash}.${reading.type}`, image] as const] : [];
    }),
  );
}
