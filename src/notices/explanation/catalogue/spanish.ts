/** Spanish of explanations: the words of the app in Spanish (usted, "sin justificar", "día de clases"). */
import type { DayParts, UnitName } from './english.ts';
import type { Catalogue } from './index.ts';
import { decisions } from './spanish-decisions.ts';
import { rules } from './spanish-rules.ts';

const UNITS: Readonly<Record<UnitName, readonly [one: string, many: string]>> = {
  day: ['día', 'días'],
  period: ['período', 'períodos'],
  minute: ['minuto', 'minutos'],
  time: ['vez', 'veces'],
  'school day': ['día de clases', 'días de clases'],
  record: ['registro', 'registros'],
  notice: ['aviso', 'avisos'],
  letter: ['carta', 'cartas'],
  condition: ['condición', 'condiciones'],
  conference: ['reunión', 'reuniones'],
  student: ['estudiante', 'estudiantes'],
};
const WEEKDAYS = ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'];
const WEEKDAYS_PLURAL = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábados', 'domingos'];
const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'];

const monthDay = ({ month, day }: DayParts): string => `${day} de ${MONTHS[month]}`;
const shortDay = (parts: DayParts): string => `${WEEKDAYS[parts.weekday]} ${monthDay(parts)}`;

const numbers: Catalogue['numbers'] = {
  unit: (unit, isOne) => UNITS[unit][isOne ? 0 : 1],
  partOf: (have, need) => `${have} de ${need}`,
  shortDay,
  fullDay: (parts) => `${shortDay(parts)} de ${parts.year}`,
  monthDay,
  and: (last) => (/^h?i(?!e)/i.test(last) ? 'e' : 'y'),
  or: (last) => (/^h?o/i.test(last) ? 'u' : 'o'),
  weekday: (weekday) => WEEKDAYS_PLURAL[weekday] as string,
  weekdays: (list) => `los ${list}`,
};

export const spanish: Catalogue = { numbers, ...rules, ...decisions };
