/** Alerts by hand: what whoever opens a student's page should know first, for a time. */
import { z } from 'zod';
import { dateField, route } from '../route.ts';

const words = z.string().trim().min(3).max(300);

export const alertsContract = {
  addAlert: route({
    method: 'POST',
    path: '/api/students/:student/alerts',
    tag: 'students',
    summary: 'Puts an alert on a student’s page, until its last day.',
    action: 'manage-case',
    status: 201,
    params: z.object({ student: z.string().max(20) }),
    /** `until` is included. */
    body: z.object({ says: words, until: dateField }),
    ok: z.object({ alert: z.int() }),
  }),
  endAlert: route({
    method: 'POST',
    path: '/api/alerts/:alert/end',
    tag: 'students',
    summary: 'Ends an alert before its last day, with a reason.',
    action: 'manage-case',
    params: z.object({ alert: z.coerce.number<string | number>().int().positive() }),
    body: z.object({ reason: words }),
    ok: z.object({ alert: z.int() }),
  }),
};
