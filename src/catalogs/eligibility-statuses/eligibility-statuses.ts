import { defineCatalog } from '../catalog.ts';

/** Whether a student may take part in activities. Of all that hold, the most severe is the overall one. */
export const eligibilityStatuses = defineCatalog({
  catalog: 'eligibility-statuses',
  fields: [{ key: 'severity', kind: 'whole', least: 0, most: 100 }],
  shipped: [
    { code: 'eligible', name: { en: 'Eligible', es: 'Puede participar' }, extra: { severity: 0 } },
    { code: 'probation', name: { en: 'On probation', es: 'A prueba' }, extra: { severity: 10 } },
    { code: 'ineligible', name: { en: 'Not eligible', es: 'No puede participar' }, extra: { severity: 20 } },
  ],
});
