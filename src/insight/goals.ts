/** The attendance goal of each school. */
import type { ClientBase, Pool } from 'pg';

/** 96 percent, where nobody decided otherwise. */
export const USUAL_GOAL_TENTHS = 960;

/** Tenths of a percent, by school; of a school without its own the district's. */
export async function readGoals(client: ClientBase | Pool, districtId: number): Promise<(school: string) => number> {
  const found = await client.query<{ school: string; goal: number }>(
    'select school_id as school, attendance_goal_tenths as goal from school_settings where district_id = $1',
    [districtId],
  );
  const goals = new Map(found.rows.map(({ school, goal }) => [school, goal]));
  const usual = goals.get('') ?? USUAL_GOAL_TENTHS;
  return (school) => goals.get(school) ?? usual;
}
