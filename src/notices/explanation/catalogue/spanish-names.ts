/** Spanish of names that packs write in English: roles, kinds of consequences, states, ways. Others stay as they are written. */

const ROLES: Readonly<Record<string, string>> = {
  clerk: 'auxiliar de asistencia',
  administrator: 'la administración escolar',
  team: 'el equipo de intervención',
  teacher: 'docente',
  officer: 'oficial de asistencia',
  district: 'la oficina del distrito',
};

const KINDS: Readonly<Record<string, string>> = {
  letter: 'carta',
  notification: 'notificación',
  task: 'tarea',
  case: 'expediente de asistencia',
  plan: 'plan',
  assignment: 'asignación',
  referral: 'remisión',
  eligibility: 'elegibilidad',
  incident: 'incidente',
  'at-risk': 'en riesgo',
  alert: 'alerta',
};

const WAYS: Readonly<Record<string, string>> = {
  mail: 'correo postal',
  certified: 'correo certificado',
  'sent-home': 'con el estudiante',
  'handed-over': 'en mano',
  'e-mail': 'correo electrónico',
  text: 'mensaje de texto',
  portal: 'portal',
};

export const roleOf = (role: string): string => ROLES[role] ?? role;
export const kindOf = (kind: string): string => KINDS[kind] ?? kind;
export const wayOf = (way: string): string => WAYS[way] ?? way;
