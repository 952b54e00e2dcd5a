import { defineCatalog } from '../catalog.ts';

/** What makes it harder for a student to stay in school. A reason names its factors; a person may add one by hand. */
export const atRiskFactors = defineCatalog({
  catalog: 'at-risk-factors',
  fields: [],
  shipped: [
    { code: 'ATTENDANCE', name: { en: 'Attendance', es: 'Asistencia' }, extra: {} },
    { code: 'BEHAVIOR', name: { en: 'Behavior', es: 'Conducta' }, extra: {} },
    { code: 'COURSES', name: { en: 'Course performance', es: 'Rendimiento en las clases' }, extra: {} },
    { code: 'HEALTH', name: { en: 'Health', es: 'Salud' }, extra: {} },
    { code: 'HOUSING', name: { en: 'Housing', es: 'Vivienda' }, extra: {} },
    { code: 'FAMILY', name: { en: 'Family circumstances', es: 'Circunstancias familiares' }, extra: {} },
    { code: 'MOBILITY', name: { en: 'Many changes of school', es: 'Muchos cambios de escuela' }, extra: {} },
  ],
});
