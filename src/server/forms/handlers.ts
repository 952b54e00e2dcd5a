/** Blank forms. They say nothing of a student. */
import { listForms, renderBlankForm } from '../../case-files/index.ts';
import type { Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import { todayInDistrict } from '../../db/zone.ts';
import type { formsContract } from './contract.ts';

export const formsHandlers: Handlers<typeof formsContract> = {
  listForms: async ({ query, districtId, parts }) => {
    const forms = await listForms(parts.db.pool, { districtId, school: query.school });
    return { items: forms.map((one) => ({ ...one, languages: [...one.languages] })) };
  },
  readForm: async ({ params, query, districtId, parts }) => {
    const on = await todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
    const body = await renderBlankForm(parts.db.pool, { districtId, ...params, ...query, on });
    if (body === undefined) throw problem('not-found');
    return { name: `${params.form}-${query.language}.pdf`, type: 'application/pdf', body };
  },
};
