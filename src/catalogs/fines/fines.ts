import { defineCatalog } from '../catalog.ts';

/** Fines and costs that are added to an incident where the criterion says so. None is shipped: whether and how much is the district's law. */
export const fines = defineCatalog({
  catalog: 'fines',
  fields: [{ key: 'amountCents', kind: 'money' }],
  shipped: [],
});
