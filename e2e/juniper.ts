/** Juniper, whose rules make intervention plans, on a day of one's own: what stories of plans begin with. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parseDay } from '../src/engine/index.ts';
import { importBundle } from '../src/imports/index.ts';
import { calculateAndRelease } from '../src/notices/index.ts';
import { generateDistrict, writeDistrict } from '../src/sample/index.ts';
import { startTestServer, type TestServer } from '../src/server/testing.ts';
import { expect } from './server.ts';

/** In the sample: four unexcused days by Nov 10, eight by Dec 15. */
export const RUI = '100007';

/** A server whose clock goes on from a moment: sessions do not outlive a jump of it. */
export async function startAt(moment: string): Promise<TestServer> {
  const later = Date.now() - Date.parse(moment);
  return startTestServer({
    webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '',
    now: () => new Date(Date.now() - later),
  });
}

/** Calculates, with everything that happens by itself; `on` is the day on which it runs. */
export async function calculate({ db }: TestServer, asOf: string, on = asOf): Promise<void> {
  const now = new Date(`${on}T17:00:00Z`);
  await calculateAndRelease(db, { districtId: 1, asOf: parseDay(asOf) ?? 0, by: 'the schedule', now });
}

/** Attendance of the sample through a day, and Rui absent without excuse on more days. */
export async function importThrough({ db }: TestServer, day: string, absences: readonly string[] = []): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-juniper-'));
  await writeDistrict(dir, generateDistrict({ students: 200, through: parseDay(day) ?? 0 }));
  if (absences.length > 0) {
    const file = join(dir, 'attendance.csv');
    const text = await readFile(file, 'utf8');
    const head = text.split('\n', 1)[0]?.trim().split(',') ?? [];
    const rows = absences.flatMap((date) =>
      ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map((period) => {
        const values: Record<string, string> = { student_id: RUI, school_id: 'juniper', date, period, code: 'U' };
        return head.map((column) => values[column] ?? '').join(',');
      }),
    );
    await writeFile(file, `${text.trimEnd()}\n${rows.join('\n')}\n`);
  }
  const now = new Date(`${day}T17:00:00Z`);
  await importBundle(db, { districtId: 1, dir, by: 'test', now, acceptDrop: true, reason: 'test' });
  await rm(dir, { recursive: true });
}

export async function addressOfRui({ db }: TestServer): Promise<string> {
  const found = await db.pool.query<{ no: number }>('select student_no as no from students where student_id = $1', [
    RUI,
  ]);
  return `/students/s${found.rows[0]?.no ?? 0}`;
}

/** Opens Rui's plan from the list. */
export async function openRui(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Silva, Rui' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Silva, Rui');
}
