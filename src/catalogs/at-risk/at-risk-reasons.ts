import { defineCatalog } from '../catalog.ts';

/** Why a student is at risk, for a time; each with the factors it shows. */
export const atRiskReasons = defineCatalog({
  catalog: 'at-risk-reasons',
  fields: [{ key: 'factors', kind: 'codes', catalog: 'at-risk-factors' }],
  shipped: [
    { code: 'ATTENDANCE', name: { en: 'Attendance', es: 'Asistencia' }, extra: { factors: ['ATTENDANCE'] } },
    { code: 'CHRONIC', name: { en: 'Chronic absence', es: 'Ausentismo crónico' }, extra: { factors: ['ATTENDANCE'] } },
    { code: 'TRUANT', name: { en: 'Truancy', es: 'Ausentismo sin permiso' }, extra: { factors: ['ATTENDANCE'] } },
    { code: 'BEHAVIOR', name: { en: 'Behavior', es: 'Conducta' }, extra: { factors: ['BEHAVIOR'] } },
    { code: 'GRADES', name: { en: 'Course grades', es: 'Calificaciones' }, extra: { factors: ['COURSES'] } },
    { code: 'HOUSING', name: { en: 'Housing instability', es: 'Vivienda inestable' }, extra: { factors: ['HOUSING'] } },
  ],
});
