import { defineCatalog } from '../catalog.ts';

/** What follows from a behavior incident; its dates are set on the incident's page. */
export const actionCodes = defineCatalog({
  catalog: 'action-codes',
  fields: [],
  shipped: [
    { code: 'DETENTION', name: { en: 'Detention', es: 'Detención' }, extra: {} },
    { code: 'LUNCH', name: { en: 'Lunch detention', es: 'Detención en el almuerzo' }, extra: {} },
    { code: 'SATURDAY', name: { en: 'Saturday school', es: 'Escuela del sábado' }, extra: {} },
    { code: 'CONFERENCE', name: { en: 'Conference with the family', es: 'Reunión con la familia' }, extra: {} },
    { code: 'RESTORATIVE', name: { en: 'Restorative conversation', es: 'Conversación restaurativa' }, extra: {} },
    { code: 'WARNING', name: { en: 'Warning', es: 'Advertencia' }, extra: {} },
  ],
});
