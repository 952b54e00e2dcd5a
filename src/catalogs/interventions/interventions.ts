import { defineCatalog } from '../catalog.ts';

/** What a school can try, for which causes, and how much of it is usual. */
export const interventions = defineCatalog({
  catalog: 'interventions',
  fields: [
    { key: 'tier', kind: 'whole', least: 1, most: 3 },
    { key: 'rootCauses', kind: 'codes', catalog: 'root-causes' },
    { key: 'dosage', kind: 'words' },
  ],
  shipped: [
    of('GREETING', 1, 'BELONGING ANXIETY', ['Greeting at the door', 'Saludo en la puerta'], ['Every day', 'Cada día']),
    of(
      'NUDGE',
      1,
      'FEW-DAYS EXCUSED TRACK',
      ['Days missed, told to the family', 'Avisar a la familia de los días perdidos'],
      ['Every 4 weeks', 'Cada 4 semanas'],
    ),
    of(
      'WALKING-BUS',
      1,
      'TRANSPORT SAFETY',
      ['Walking together to school', 'Caminar juntos a la escuela'],
      ['Every day', 'Cada día'],
    ),
    of(
      'FAMILY-TALK',
      2,
      'FEW-DAYS EXCUSED EARLY TRACK',
      ['Talk with the family about attendance', 'Conversar con la familia sobre la asistencia'],
      ['Once, then after 4 weeks', 'Una vez, y tras 4 semanas'],
    ),
    of(
      'CHECK-IN',
      2,
      'BELONGING ANXIETY ACADEMIC',
      ['Check-in and check-out', 'Saludo de entrada y salida con un adulto'],
      ['Every day, 6 weeks', 'Cada día, 6 semanas'],
    ),
    of(
      'MENTOR',
      2,
      'BELONGING BOREDOM CREDITS',
      ['Mentor', 'Mentor'],
      ['Twice a week, 8 weeks', 'Dos veces por semana, 8 semanas'],
    ),
    of(
      'NURSE',
      2,
      'HEALTH',
      ['Check-in with the nurse', 'Visita a la enfermera'],
      ['Once a week', 'Una vez por semana'],
    ),
    of(
      'TRANSIT',
      2,
      'TRANSPORT SAFETY',
      ['Bus pass and help with the route', 'Pase de autobús y ayuda con la ruta'],
      ['Once', 'Una vez'],
    ),
    of(
      'SUPPLIES',
      2,
      'HOUSING',
      ['Clothes, laundry, supplies', 'Ropa, lavandería, útiles'],
      ['As needed', 'Según necesidad'],
    ),
    of(
      'TUTORING',
      2,
      'ACADEMIC CREDITS',
      ['Tutoring', 'Tutoría'],
      ['Twice a week, 6 weeks', 'Dos veces por semana, 6 semanas'],
    ),
    of(
      'COUNSELING',
      2,
      'ANXIETY PEERS SAFETY',
      ['Counseling', 'Consejería'],
      ['Once a week, 6 weeks', 'Una vez por semana, 6 semanas'],
    ),
    of(
      'RESTORATIVE',
      2,
      'PEERS DISCIPLINE BELONGING',
      ['Restorative conversation', 'Conversación restaurativa'],
      ['Once, then after 2 weeks', 'Una vez, y tras 2 semanas'],
    ),
    of('SCHEDULE', 2, 'CARE CREDITS BOREDOM', ['Change of schedule', 'Cambio de horario'], ['Once', 'Una vez']),
    of(
      'GOALS',
      2,
      'TRACK FEW-DAYS BOREDOM',
      ['Attendance goals with the student', 'Metas de asistencia con el estudiante'],
      ['Once a week, 4 weeks', 'Una vez por semana, 4 semanas'],
    ),
    of(
      'CLUB',
      2,
      'BOREDOM BELONGING',
      ['A club, sport or task at school', 'Un club, deporte o tarea en la escuela'],
      ['Once a week', 'Una vez por semana'],
    ),
    of(
      'HOME-VISIT',
      3,
      'CARE HEALTH ANXIETY FEW-DAYS',
      ['Home visit', 'Visita al hogar'],
      ['Once a month', 'Una vez al mes'],
    ),
    of(
      'HOUSING-LIAISON',
      3,
      'HOUSING TRANSPORT',
      ['Liaison for housing', 'Enlace de vivienda'],
      ['Once a week', 'Una vez por semana'],
    ),
    of(
      'CASE-MANAGER',
      3,
      'CARE HOUSING HEALTH SAFETY',
      ['Case manager', 'Gestor del caso'],
      ['Once a week', 'Una vez por semana'],
    ),
    of(
      'AGENCIES',
      3,
      'HEALTH HOUSING SAFETY CARE',
      ['Meeting with agencies', 'Reunión con agencias'],
      ['Once, then after 4 weeks', 'Una vez, y tras 4 semanas'],
    ),
  ],
});

type Both = readonly [en: string, es: string];

function of(code: string, tier: number, causes: string, [en, es]: Both, [often, frecuencia]: Both) {
  const extra = { tier, rootCauses: causes.split(' '), dosage: { en: often, es: frecuencia } };
  return { code, name: { en, es }, extra };
}
