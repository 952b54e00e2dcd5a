/**
 * A district in which days go by, for tests that tell the story of a student from the first missed day to the last step.
 *
 *   story.morningOf('2026-12-11');
 *   await story.overnight([{ student: '100001', school: 'oak', on: '2026-12-01', code: 'U' }]);
 *   await story.comes(page, 'clerk', '/s/oak/home');
 *
 * Each morning people sign in anew, by the buttons of the sample district: a session does not outlive the night.
 */
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Role } from '../src/access/index.ts';
import { parseDay } from '../src/engine/index.ts';
import { importBundle } from '../src/imports/index.ts';
import { refreshAttendance } from '../src/insight/index.ts';
import { startWorker } from '../src/jobs/index.ts';
import { calculateAndRelease, presumeReceived } from '../src/notices/index.ts';
import { generateDistrict, writeDistrict } from '../src/sample/index.ts';
import { SAMPLE_AS_OF, startTestServer, type TestServer } from '../src/server/testing.ts';
import { test as base } from './server.ts';

export { expect } from './server.ts';

/** A record of the student information system. */
export interface Missed {
  readonly student: string;
  readonly school: string;
  readonly on: string;
  readonly code: string;
  readonly period?: string;
  readonly minutes?: number;
}

export interface Story {
  readonly server: TestServer;
  /** It is nine o'clock of that day in the district. */
  morningOf(day: string): void;
  /** The file of the student information system came in with these records besides what it held, and the district calculated. */
  overnight(missed: readonly Missed[]): Promise<void>;
  /** The district calculates with what it has. */
  calculate(): Promise<void>;
  /** Somebody signs in, and opens an address. */
  comes(page: Page, role: Role, path: string): Promise<void>;
  /** The address of a student's page, by the number of the student information system. */
  studentPage(student: string, tab?: string): Promise<string>;
}

/* oxfmt-ignore */
const BUTTONS: Readonly<Record<Role, RegExp>> = {
  clerk: /^Attendance clerk/, administrator: /^School administrator/, team: /^Intervention team/, teacher: /^Teacher/,
  officer: /^Attendance officer/, district: /^District office/, system: /^System administrator/,
};

const DISTRICT = 1;
const STUDENTS = 200;
const BY = 'the schedule';

export const test = base.extend<{ readonly story: Story }>({
  story: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters
    async ({}, use) => {
      const clock = clockAt(SAMPLE_AS_OF);
      const server = await startTestServer({ webRoot: process.env['ROLLCALL_WEB_ROOT'] ?? '', now: clock.now });
      const worker = await startWorker(server.db, { districtId: DISTRICT, home: server.home, now: clock.now });
      const bundle = await mkdtemp(join(tmpdir(), 'rollcall-story-'));
      await writeDistrict(bundle, generateDistrict({ students: STUDENTS }));
      await use(storyOf({ server, clock, bundle }));
      await worker.stop();
      await server.close();
      await rm(bundle, { recursive: true });
    },
    { timeout: 300_000 },
  ],
});

interface Clock {
  readonly now: () => Date;
  set(day: string): void;
  day(): string;
}

/** Goes on from nine in the morning, Pacific Standard Time, of the day it was set to. */
function clockAt(first: string): Clock {
  let day = first;
  let behind = 0;
  const set = (next: string): void => {
    day = next;
    behind = Date.now() - new Date(`${next}T17:00:00Z`).getTime();
  };
  set(first);
  return { now: () => new Date(Date.now() - behind), set, day: () => day };
}

interface Parts {
  readonly server: TestServer;
  readonly clock: Clock;
  readonly bundle: string;
}

function storyOf({ server, clock, bundle }: Parts): Story {
  const { db } = server;
  const calculate = async (): Promise<void> => {
    const asked = { districtId: DISTRICT, by: BY, now: clock.now() };
    await calculateAndRelease(db, {
      ...asked,
      asOf: parseDay(clock.day()) ?? 0,
      full: true,
      prepare: (client) => presumeReceived(client, { ...asked, asOf: clock.day() }),
    });
    await refreshAttendance(db, asked);
  };
  return {
    server,
    morningOf: (day) => clock.set(day),
    calculate,
    overnight: async (missed) => {
      const lines = missed.map(
        ({ student, school, on, code, period = '', minutes = '' }) =>
          `${student},${school},${on},${period},,,${code},${minutes}\n`,
      );
      await appendFile(join(bundle, 'attendance.csv'), lines.join(''));
      await importBundle(db, { districtId: DISTRICT, dir: bundle, by: BY, now: clock.now() });
      await calculate();
    },
    comes: async (page, role, path) => {
      await page.context().clearCookies();
      await page.goto(`${server.url}/sign-in?next=${encodeURIComponent(path)}`);
      await page.getByRole('button', { name: BUTTONS[role] }).first().click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    studentPage: async (student, tab) => {
      const found = await db.pool.query<{ no: number }>(
        'select student_no as no from students where district_id = $1 and student_id = $2',
        [DISTRICT, student],
      );
      return `/students/s${found.rows[0]?.no ?? 0}${tab === undefined ? '' : `?tab=${tab}`}`;
    },
  };
}
