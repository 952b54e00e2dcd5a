/** What needs an eye before anything else is done about a student. */
import type { z } from 'zod';
import type { StudentExplanation } from '../../calculation/index.ts';
import { formatDay } from '../../engine/index.ts';
import { actsByItself } from '../../notices/index.ts';
import type { OpenStudent } from './open-student.ts';
import { enrollmentOn, latestOf, schoolNamed } from './schooling.ts';
import type { StudentAlert } from './shapes.ts';

type Alert = z.input<typeof StudentAlert>;

interface Row {
  readonly noContact: number;
  readonly notices: number;
  readonly changed: readonly {
    readonly criterion: string;
    readonly change: 'amended' | 'no-longer-met' | 'met-again';
  }[];
  /** What a criterion or a person put on the page for a time. */
  readonly shown: readonly {
    readonly alert: number;
    readonly says: string;
    readonly until: string;
    readonly because: string;
  }[];
  readonly waiting: readonly {
    readonly pack: string;
    readonly criterion: string;
    readonly on: string;
    readonly decision: 'issue' | 'held';
    readonly reason: string | null;
    readonly declined: boolean;
    readonly approved: boolean;
    readonly kept: boolean;
  }[];
}

/** The alerts, the gravest first, and how many notices are on file. */
export async function readAlerts(
  student: OpenStudent,
  explanation: StudentExplanation,
): Promise<{ readonly alerts: Alert[]; readonly notices: number }> {
  const { client, districtId, id, asOf } = student;
  const found = await client.query<Row>({
    name: 'student-alerts',
    text: ALERTS,
    values: [districtId, id, formatDay(asOf)],
  });
  const row = found.rows[0] as Row;
  const { facts, judgement } = explanation;
  return {
    notices: row.notices,
    alerts: [
      ...placeAlerts(student, explanation),
      ...(row.noContact > 0 ? [{ kind: 'no-contact' as const, count: row.noContact }] : []),
      ...(facts.flags.includes('no-letters') ? [{ kind: 'no-letters' as const }] : []),
      ...row.shown.map((one) => ({ kind: 'shown' as const, ...one })),
      ...row.changed.map((changed) => ({ kind: 'changed' as const, ...changed })),
      ...row.waiting.filter((one) => !isByItself(one, explanation)).flatMap(waitingAlert),
      ...(judgement.setAside.length > 0 ? [{ kind: 'set-aside' as const, count: judgement.setAside.length }] : []),
    ],
  };
}

function placeAlerts({ asOf }: OpenStudent, explanation: StudentExplanation): readonly Alert[] {
  const { enrollments } = explanation.facts;
  if (enrollmentOn(enrollments, asOf) !== undefined) return [];
  const latest = latestOf(enrollments);
  if (latest?.exit === undefined || latest.exit >= asOf) {
    const school = latest === undefined ? null : schoolNamed(explanation, latest.school);
    return [{ kind: 'not-enrolled', from: latest === undefined ? null : formatDay(latest.entry), school }];
  }
  return [{ kind: 'moved-away', on: formatDay(latest.exit), school: schoolNamed(explanation, latest.school) }];
}

/** The calculation carries it out: nobody is waited for. */
function isByItself({ pack, criterion }: Row['waiting'][number], { packs }: StudentExplanation): boolean {
  const policy = packs.find((one) => one.pack.policy.id === pack)?.pack.policy;
  const rule = policy?.criteria.find(({ code }) => code === criterion);
  return rule !== undefined && actsByItself(rule);
}

/** As the worklist shows it: what people decided stands on top of the rule. */
function waitingAlert({ criterion, on, ...waiting }: Row['waiting'][number]): readonly Alert[] {
  const { decision, reason, declined, approved, kept } = waiting;
  if (declined) return [];
  const isOpen = decision === 'issue' || (reason === 'approval' && approved);
  if (!isOpen)
    return reason === 'approval'
      ? [{ kind: 'to-approve', criterion, on }]
      : [{ kind: 'held', criterion, on, by: 'rule' }];
  return kept ? [{ kind: 'held', criterion, on, by: 'person' }] : [{ kind: 'due', criterion, on }];
}

const DECIDED = `exists (select from person_decisions p where p.district_id = t.district_id and p.student_id = t.student_id
    and p.pack_id = t.pack_id and p.criterion = t.criterion and p.cycle_on = t.cycle_on and p.occurrence = t.occurrence
    and p.school_id = t.school_id and p.lifted_at is null`;

const ALERTS = `select
  coalesce((select json_agg(json_build_object('alert', a.alert_id, 'says', a.says, 'until', a.until_on, 'because', a.because) order by a.alert_id desc)
     from alerts a where a.district_id = $1 and a.student_id = $2 and a.state = 'active' and a.until_on >= $3::date), '[]') as shown,
  (select count(*)::int from guardians g where g.district_id = $1 and g.student_id = $2 and g.no_contact) as "noContact",
  (select count(*)::int from notices n where n.district_id = $1 and n.student_id = $2 and n.state <> 'withdrawn') as notices,
  coalesce((select json_agg(json_build_object('criterion', n.criterion, 'change', n.correction) order by n.notice_id)
     from notices n where n.district_id = $1 and n.student_id = $2 and n.correction is not null
       and n.correction_kept_by is null and n.state <> 'withdrawn'
       and (n.state <> 'rescinded' or n.correction = 'met-again')), '[]') as changed,
  coalesce((select json_agg(json_build_object('pack', t.pack_id, 'criterion', t.criterion, 'on', t.trigger_on, 'decision', t.decision,
       'reason', t.reason, 'declined', ${DECIDED} and p.kind = 'declined'),
       'approved', ${DECIDED} and p.kind = 'approved' and p.on_date >= t.trigger_on),
       'kept', ${DECIDED} and p.kind in ('held', 'note') and coalesce(p.until_on, $3) >= $3::date)) order by t.trigger_on, t.criterion)
     from triggers t where t.district_id = $1 and t.student_id = $2 and t.state = 'active' and t.decision in ('issue', 'held')),
     '[]') as waiting`;
