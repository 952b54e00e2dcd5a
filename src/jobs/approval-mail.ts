/** Once a week: whoever approves at a school hears how many notices wait, with a link that works once. No names. */
import { actorOfPerson, makeApprovalLink, readApprovers, type Actor, type Approver } from '../access/index.ts';
import { readChannels, sendMail, type MailSettings } from '../messages/index.ts';
import { countToApprove } from '../notices/index.ts';
import type { Job, JobContext } from './job.ts';
import { TryAgain } from './reason.ts';
import { todayInDistrict } from '../db/zone.ts';

export const approvalMail: Job<'approval-mail'> = {
  name: 'approval-mail',
  retry: { attempts: 4, delaySeconds: 60, longestDelaySeconds: 1800, expireSeconds: 3600 },
  schedule: { isOn: true, days: [1], at: '07:00' },
  work: async (_data, context) => {
    const { db, districtId, env, now } = context;
    const on = await todayInDistrict(db.pool, { districtId, now: now() });
    const approvers = await readApprovers(db.pool, { districtId, on });
    const counts = await countToApprove(db.pool, districtId);
    const due = approvers.filter(({ school }) => (counts.get(school) ?? 0) > 0);
    const waiting = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (due.length === 0) return { waiting, mails: 0 };
    const { email: settings } = await readChannels(db.pool, districtId, env);
    const baseUrl = env['ROLLCALL_BASE_URL'] ?? '';
    // Without mail nobody is kept from approving: the app shows what waits.
    if (settings === null || baseUrl === '') return { waiting, mails: 0, reason: 'mail is not set up' };
    let failed = 0;
    for (const [index, approver] of due.entries()) {
      context.progress('mails', index, due.length);
      const sent = await tell(context, { approver, waiting: counts.get(approver.school) ?? 0, settings, baseUrl });
      if (!sent) failed += 1;
    }
    if (failed > 0) throw new TryAgain(`${failed} of ${due.length} mails did not leave; they are tried again.`);
    return { waiting, mails: due.length };
  },
};

interface Telling {
  readonly approver: Approver;
  readonly waiting: number;
  readonly settings: MailSettings;
  readonly baseUrl: string;
}

/** One mail. True when it left, now or at an earlier try of the job. */
async function tell(context: JobContext, { approver, waiting, settings, baseUrl }: Telling): Promise<boolean> {
  const { db, districtId, jobId, now } = context;
  const { school, personId } = approver;
  const actor = await actorOfPerson(db.pool, { districtId, personId, now: now() });
  if (actor === null) return true;
  const key = [districtId, jobId, school, personId];
  const begun = await db.pool.query(
    `insert into approval_mails as m (district_id, job_id, school_id, person_id, waiting, state) values ($1, $2, $3, $4, $5, 'sending')
     on conflict (district_id, job_id, school_id, person_id) do update set waiting = excluded.waiting, state = 'sending'
       where m.state <> 'sent'`,
    [...key, waiting],
  );
  if (begun.rowCount === 0) return true;
  const link = await makeApprovalLink(db.pool, { districtId, personId, school, baseUrl, now: now() });
  const result = await sendMail(settings, {
    to: actor.email,
    key: key.join('.').replaceAll(/[^\w.-]/g, '-'),
    language: actor.language,
    ...(await wordsOf(context, { actor, school, waiting, ...link })),
  });
  const isSent = result.outcome === 'sent';
  await db.pool.query(
    `update approval_mails set state = $5, reason = $6, sent_at = $7
     where district_id = $1 and job_id = $2 and school_id = $3 and person_id = $4`,
    [...key, isSent ? 'sent' : 'failed', isSent ? '' : result.reason, isSent ? now() : null],
  );
  return isSent;
}

interface Told {
  readonly actor: Actor;
  readonly school: string;
  readonly waiting: number;
  readonly url: string;
  readonly expiresAt: Date;
}

async function wordsOf({ db, districtId }: JobContext, { actor, school, waiting, url, expiresAt }: Told) {
  const found = await db.pool.query<{ name: string; time_zone: string }>(
    `select s.name, d.time_zone from schools s join districts d on d.district_id = s.district_id
     where s.district_id = $1 and s.school_id = $2`,
    [districtId, school],
  );
  const { name = school, time_zone: timeZone = 'UTC' } = found.rows[0] ?? {};
  const until = new Intl.DateTimeFormat(actor.language === 'es' ? 'es-US-u-ca-gregory' : 'en-US-u-ca-gregory', {
    timeZone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  }).format(expiresAt);
  return (actor.language === 'es' ? inSpanish : inEnglish)({ name, waiting, url, until });
}

interface Words {
  readonly name: string;
  readonly waiting: number;
  readonly url: string;
  readonly until: string;
}

function inEnglish({ name, waiting, url, until }: Words) {
  const what = waiting === 1 ? '1 attendance notice waits' : `${waiting} attendance notices wait`;
  return {
    subject: `${what} for your approval`,
    text: `${what} for your approval at ${name}.\n\nLook at them and approve or decline here:\n${url}\n\nThe link is yours alone, works once and ends on ${until}. Opening it decides nothing. You can also sign in to Rollcall and open Approvals. Please do not forward this mail.\n`,
  };
}

function inSpanish({ name, waiting, url, until }: Words) {
  const what = waiting === 1 ? '1 aviso de asistencia espera' : `${waiting} avisos de asistencia esperan`;
  return {
    subject: `${what} su aprobación`,
    text: `${what} su aprobación en ${name}.\n\nRevíselos y apruebe o rechace aquí:\n${url}\n\nEl enlace es solo suyo, sirve una vez y vence el ${until}. Abrirlo no decide nada. También puede entrar a Rollcall y abrir Aprobaciones. Por favor no reenvíe este correo.\n`,
  };
}
