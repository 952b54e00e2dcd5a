/** The supervisor of attendance hears of a recommendation by e-mail: queued with it, a link and no name of a child. */
import type pg from 'pg';
import { queueMail } from '../../messages/index.ts';
import type { Who } from '../core/who.ts';

export interface Told {
  readonly supervisor: { readonly personId: string; readonly name: string };
  /** The filing that was made. */
  readonly filing: number;
  readonly planId: number;
  readonly student: string;
  /** The plan's school. */
  readonly school: string;
  /** Of the app, as `https://rollcall.example.org`; '' where nobody said it. */
  readonly baseUrl: string;
}

/** In the transaction that recommends. Returns whether there is an address to write to. */
export async function tellSupervisor(client: pg.ClientBase, who: Who, told: Told): Promise<boolean> {
  const { districtId, name: by, now } = who;
  const { supervisor, filing, planId, student, school, baseUrl } = told;
  const found = await client.query<{ email: string | null; school: string }>(
    `select (select email from people where district_id = $1 and person_id = $3) as email,
       coalesce((select name from schools where district_id = $1 and school_id = $2), $2) as school`,
    [districtId, school, supervisor.personId],
  );
  const [row] = found.rows;
  const to = row?.email ?? '';
  if (to === '') return false;
  await queueMail(client, {
    districtId,
    to,
    toName: supervisor.name,
    ...recommendationMail({ plan: `P${planId}`, school: row?.school ?? school, by, baseUrl }),
    language: 'en',
    key: `recommendation-${filing}`,
    by,
    now,
    student,
    about: { thing: 'plan', id: planId },
  });
  return true;
}

/** What it says. */
export function recommendationMail(input: {
  readonly plan: string;
  readonly school: string;
  readonly by: string;
  readonly baseUrl: string;
}): { readonly subject: string; readonly text: string } {
  const { plan, school, by, baseUrl } = input;
  return {
    subject: `Recommended to court: plan ${plan}, ${school}`,
    text: [
      `${by} at ${school} recommends that the case of intervention plan ${plan} be taken to court.`,
      '',
      'Every requirement is met. The plan, what was tried, and the packet are here, after you sign in:',
      `${baseUrl}/plans/${plan}`,
      '',
      'Please file it, or give it back to the school with the reason, within 10 school days.',
      '',
      'Rollcall',
    ].join('\n'),
  };
}
