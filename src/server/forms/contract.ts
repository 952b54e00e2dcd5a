/** Blank forms of a school: letters of its packs, contract, contact log, plan, matching page, minutes. */
import { z } from 'zod';
import { file, route, schoolField } from '../route.ts';

const languageField = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language, as en or es');

export const formsContract = {
  listForms: route({
    method: 'GET',
    path: '/api/forms',
    tag: 'forms',
    summary: 'The blank forms, each in its languages.',
    action: 'see-cases',
    query: z.object({ school: schoolField }),
    ok: z.object({
      items: z.array(
        z.object({
          form: z.string(),
          kind: z.enum(['letter', 'sheet']),
          pack: z.string(),
          title: z.string(),
          languages: z.array(z.string()),
        }),
      ),
    }),
  }),
  readForm: route({
    method: 'GET',
    path: '/api/forms/:form/pdf',
    tag: 'forms',
    summary: 'One of them, with lines instead of values.',
    action: 'see-cases',
    params: z.object({ form: z.string().max(200) }),
    query: z.object({ school: schoolField, language: languageField }),
    ok: file('application/pdf'),
  }),
};
