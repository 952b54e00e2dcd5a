import { defineCatalog } from '../catalog.ts';

/** People who are neither staff nor students and may report something: a bus driver, a neighbor. The code is their id. */
export const nonStudents = defineCatalog({
  catalog: 'non-students',
  fields: [{ key: 'kind', kind: 'text' }],
  shipped: [],
  isOfPeople: true,
});
