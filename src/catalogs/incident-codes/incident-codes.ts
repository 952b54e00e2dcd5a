import { defineCatalog } from '../catalog.ts';

/** What a behavior incident is about. */
export const incidentCodes = defineCatalog({
  catalog: 'incident-codes',
  fields: [],
  shipped: [
    { code: 'TARDY', name: { en: 'Repeated tardiness', es: 'Llegadas tarde repetidas' }, extra: {} },
    { code: 'CUT', name: { en: 'Cutting class', es: 'Faltar a una clase' }, extra: {} },
    { code: 'TRUANCY', name: { en: 'Truancy', es: 'Ausentismo sin permiso' }, extra: {} },
    { code: 'LEFT', name: { en: 'Left campus without permission', es: 'Salir de la escuela sin permiso' }, extra: {} },
  ],
});
