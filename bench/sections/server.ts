/** The app under 50 clerks at once, its first screen on a slow line, and how much JavaScript that takes. */
import { openDatabase } from '../../src/db/index.ts';
import { DISTRICT_ID } from '../database.ts';
import type { Section } from '../measure.ts';
import { firstScreens } from './first-screen.ts';
import { serverDistrict } from './server-district.ts';
import { CLERKS, pagesOf, under } from './server-load.ts';
import { startMeasured } from './server-process.ts';

export const server: Section = async ({ students }) => {
  const home = await serverDistrict(students);
  const schools = await largestSchools(home);
  const clerks = Array.from({ length: CLERKS }, (_, index) => schools[index % schools.length] as string);
  const measured = await startMeasured(home, clerks);
  try {
    const pages = await pagesOf(measured);
    return [
      ...(await under(measured, { title: 'worklist, a page of 50', paths: pages.worklist })),
      ...(await under(measured, { title: 'student page', paths: pages.student })),
      ...(await under(measured, { title: 'home', paths: pages.home })),
      ...(await firstScreens(measured)),
    ];
  } finally {
    await measured.stop();
  }
};

/** The first screen alone, without the load. */
export const firstScreen: Section = async ({ students }) => {
  const home = await serverDistrict(students);
  const measured = await startMeasured(home, (await largestSchools(home)).slice(0, 5));
  try {
    return await firstScreens(measured);
  } finally {
    await measured.stop();
  }
};

/** Those with most to do. */
export async function largestSchools(home: string): Promise<readonly string[]> {
  const db = await openDatabase({ home });
  const found = await db.pool.query<{ school: string }>(
    `select current_school_id as school from triggers where district_id = $1 and state = 'active' and current_school_id <> ''
     group by 1 order by count(*) desc, 1 limit 25`,
    [DISTRICT_ID],
  );
  await db.close();
  return found.rows.map(({ school }) => school);
}
