/** Spanish of rules: a criterion in words, "Why?", "Why not?" and the records that do not count. */
import type { Excuse, Selector, Status } from '../../../engine/index.ts';
import type { MinutesTest, Named } from './english-rules.ts';
import type { Catalogue } from './index.ts';
import { kindOf, roleOf } from './spanish-names.ts';

const NOUNS: Readonly<Record<Status, string>> = {
  absent: 'ausencia',
  tardy: 'tardanza',
  'left-early': 'salida temprana',
  present: 'marca de presente',
  exempt: 'marca de exento',
};
const MINUTES: Readonly<Record<MinutesTest, string>> = {
  over: 'más de',
  atLeast: 'al menos',
  under: 'menos de',
  atMost: 'como máximo',
};
const TERMS: Readonly<Record<string, string>> = {
  quarter: 'trimestre',
  trimester: 'trimestre',
  semester: 'semestre',
  year: 'año escolar',
};
const BY = { course: 'curso', period: 'período' };

const list = (parts: readonly string[], word: 'y' | 'o'): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
const given = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** `ending` agrees with the noun: `justificada`. */
const excuses = (excuse: readonly Excuse[] | undefined, ending: 'a' | 'o' | 'os'): string =>
  list(
    (excuse ?? []).map((one) => {
      if (one === 'excused') return `justificad${ending}`;
      return one === '' ? 'sin marca' : one === 'unexcused' ? 'sin justificar' : 'sin verificar';
    }),
    'o',
  );

const marks = ({ codes, groups }: Selector): string =>
  given([
    codes === undefined ? '' : `con código ${list(codes, 'o')}`,
    groups === undefined ? '' : `del grupo ${list(groups, 'o')}`,
  ]);

const placeOf = ({ wholeDay }: Selector): string =>
  wholeDay === undefined ? '' : wholeDay ? 'de día completo' : 'de un período';

const selectors: Catalogue['selectors'] = {
  join: (parts) => parts.join(', o '),
  minutesTest: (test, count) => `${MINUTES[test]} ${count}`,
  minutes: (tests) => `${tests.join(' y ')} minutos`,
  missed: (selector, minutes) => {
    const { excuse = [] } = selector;
    const said = excuses(excuse, 'os');
    return given([minutes, 'perdidos', excuse.length > 1 ? `(${said})` : said, placeOf(selector), marks(selector)]);
  },
  record: (selector, minutes) => {
    const statuses = (selector.status ?? []).map((status) => NOUNS[status]);
    const [article, noun, ending] =
      statuses.length === 0 ? (['un', 'registro', 'o'] as const) : (['una', list(statuses, 'o'), 'a'] as const);
    const excuse = excuses(selector.excuse, ending);
    return given([article, noun, excuse, placeOf(selector), minutes === '' ? '' : `de ${minutes}`, marks(selector)]);
  },
};

const term = (name: string): string => TERMS[name] ?? `período «${name}»`;
const since = (from: string): string => `(desde el ${from})`;

const windows: Catalogue['windows'] = {
  inYear: 'en el año escolar',
  inMonth: 'en un mes calendario',
  inTerm: (name) => `en un ${term(name)}`,
  within: (_count, days) => `dentro de ${days}`,
  sinceLatest: (event) => `desde el último «${event}»`,
  thisYear: (from) => `este año escolar ${since(from)}`,
  thisMonth: (isCurrent, from) => `${isCurrent ? 'este' : 'en ese'} mes ${since(from)}`,
  thisTerm: (isCurrent, name, from) => `${isCurrent ? 'este' : 'en ese'} ${term(name)} ${since(from)}`,
  last: (isCurrent, count, days, from) => {
    if (!isCurrent) return `dentro de ${days} ${since(from)}`;
    return `en ${count === 1 ? `el último ${days.replace(/^1 /, '')}` : `los últimos ${days}`} ${since(from)}`;
  },
  sinceEvent: (event, day) => `desde «${event}» del ${day}`,
  nothingInYear: 'este año escolar',
  outsideTerm: (name) => `fuera de todo ${term(name)}`,
  withoutEvent: (event) => `sin «${event}» registrado`,
  month: 'mes',
  year: 'año escolar',
  term,
  timeSince: (event) => `tiempo desde «${event}»`,
};

const NAMED: Readonly<Record<Named, readonly [one: string, many: string]>> = {
  period: ['el período', 'los períodos'],
  grade: ['el grado', 'los grados'],
  school: ['la escuela', 'las escuelas'],
};

const rule: Catalogue['rule'] = {
  orMore: (least, units) => `${least} o más ${units}`,
  exactly: (quantity) => `exactamente ${quantity}`,
  between: (least, most, units) => `entre ${least} y ${most} ${units}`,
  named: (what, names) => `${NAMED[what][names.length === 1 ? 0 : 1]} ${list(names, 'y')}`,
  only: (limits, isOne) => `Solo se ${isOne ? 'mira' : 'miran'} ${limits}`,
  onlyClause: (limits, isOne) => `solo se ${isOne ? 'mira' : 'miran'} ${limits}`,
  once: (clause) => `El primer día en que ${clause}`,
  each: (clause) => `Cada día en que ${clause}`,
  every: (clause, step) => `El día en que ${clause}, y otra vez con cada ${step} más`,
  oneOf: (within, clauses) => `se cumple una de estas condiciones ${within}: ${clauses.join('; o ')}`,
  same: (what, band, by) => `un estudiante tiene ${what} ${band} en un mismo ${BY[by]}`,
  rate: (percent, isOver, within, least, source) =>
    `la ausencia de un estudiante es ${isOver ? `más del ${percent}` : `del ${percent} o más`} de los días inscritos${within}, después de al menos ${least}, ${source}`,
  event: (event) => `se registra «${event}»`,
  totalDays: (band, source) => `las ausencias de un estudiante suman ${band}, ${source},`,
  totalDates: (band, what) => `un estudiante tiene ${band} con ${what},`,
  totalMissed: (band, what) => `un estudiante pierde ${band} por ${what},`,
  pattern: (what, days) => `un estudiante tiene ${what} en ${days}`,
  inRow: ' seguidos',
  eachDay: (band, isInRow) => `, ${band} en cada uno${isInRow ? ', uno tras otro' : ''},`,
  oneAfterTheOther: (band) => `${band} uno tras otro`,
  bridge: (what) => ` (${what} no rompe la racha)`,
  viewRow: ({ isOver, threshold, by, days }) => {
    const units = { periods: 'períodos', minutes: 'minutos', share: '% de los períodos del día' }[by];
    const amount = by === 'share' ? `${threshold}${units}` : `${threshold} ${units}`;
    return `${isOver ? 'más de' : 'al menos'} ${amount} es ${days === 1 ? 'un día' : `${days} días`}`;
  },
  counting: (what) => `contando ${what}`,
  byView: (view) => `según «${view}»`,
  atMost: (times) => `Como máximo ${times} en un ciclo.`,
  waits: (days) => `Espera ${days}.`,
  notFor: (flags) =>
    `No para estudiantes marcados ${list(
      flags.map((flag) => `«${flag}»`),
      'o',
    )}.`,
  source: (source) => `Fuente: ${source}.`,
  holdsFrom: (day) => `Vale desde el ${day}.`,
  holdsUntil: (day) => `Vale hasta el ${day}.`,
  schoolsApart: 'Cada escuela cuenta por separado.',
  countedOnly: 'Solo se cuenta; no envía nada.',
  byItself: 'Actúa por sí solo.',
  approval: (role) => `Espera la aprobación de ${roleOf(role)}.`,
  then: (consequences) => `Luego: ${consequences.join('; ')}.`,
  consequence: (kind, main, hasConference) =>
    `${kindOf(kind)}${main === undefined ? '' : ` «${main}»`}${hasConference ? ' con fecha de reunión' : ''}`,
};

const why: Catalogue['why'] = {
  dates: ({ name, what, have, window, days, need, day }) =>
    `${name} tuvo ${what} en ${have} ${window}: ${days}. La regla pide ${need}. El último necesario fue el ${day}.`,
  periods: ({ name, what, have, window, need, day }) =>
    `${name} perdió ${have} por ${what} ${window}; la regla pide ${need}. El último necesario fue ${day}.`,
  lastPeriod: (period, day) => (period === null ? `el ${day}` : `el período ${period} del ${day}`),
  minutes: ({ name, what, have, window, need, day }) =>
    `${name} perdió ${have} por ${what} ${window}; la regla pide ${need}, y se alcanzaron el ${day}.`,
  days: ({ name, have, window, days, need }) =>
    `${name} los días suman ${have} ${window}: ${days}. La regla pide ${need}.`,
  andNotMore: (least, most) => `${least} y no más de ${most}`,
  rateOver: (percent) => `más del ${percent}`,
  rateAtLeast: (percent) => `el ${percent} o más`,
  byView: (view) => `Según «${view}»`,
  byCodes: 'Según los valores de los códigos',
  period: (name) => `el período ${name}`,
  same: ({ name, what, have, window, need, place, by }) =>
    `En ${place} ${name} tuvo ${what} ${have} ${window}; la regla pide ${need} en un mismo ${BY[by]}.`,
  inRow: ({ name, what, have, day, days, isOne }) =>
    `${name} tuvo ${what} en ${have} ${isOne ? 'seguido' : 'seguidos'}, hasta el ${day}: ${days}. Los fines de semana y los días sin clases no rompen la racha.`,
  anyDays: ({ name, what, have, window, within, days, need }) =>
    `En ${have} ${window} ${name} perdió ${within} por ${what}: ${days}. La regla pide ${need}.`,
  rate: ({ name, have, window, need, percent, least }) =>
    `${name} estuvo ausente ${have} ${window}, el ${percent}; la regla pide ${need}, después de al menos ${least}.`,
  event: (event, day, by) =>
    `«${event}» se registró el ${day}${by === '' ? '' : ` (${by})`}. Eso solo basta para cumplir la regla.`,
  oneOf: (conditions, day, sentence) => `Basta una de ${conditions}. Esta fue la primera, el ${day}: ${sentence}`,
  numberEach: (number) => `Es el número ${number}; la regla se repite con cada día más.`,
  numberEvery: (number, every) => `Es el número ${number}; la regla se repite cada ${every}.`,
};

const whyNot: Catalogue['whyNot'] = {
  holdsFrom: (day) => `La regla vale desde el ${day}.`,
  heldUntil: (day) => `La regla valió hasta el ${day}.`,
  none: (conditions, sentences) => `No se cumple ninguna de las ${conditions}: ${sentences}`,
  outside: (day, name, limit) => `El ${day} ${name} no estaba en ${limit}.`,
  metOnce: (window, day) => `Se cumplió una vez ${window}, el ${day}; no se repite.`,
  most: (cycle, most) => `El máximo por ${cycle} es ${most}.`,
  oneMore: (unit) => `Un ${unit} más sería el siguiente.`,
  moreWouldBe: (short, quantity, number, next) =>
    `${quantity} más ${short === 1 ? 'sería' : 'serían'} el número ${number}, con ${next}.`,
  moreWouldMeet: (quantity) => ` Con ${quantity} más se cumpliría la regla.`,
  noEvent: (event, window) => `No hay «${event}» registrado ${window}.`,
  dates: (name, what, part, window) => `${name} tuvo ${what} en ${part} ${window}.`,
  periods: (part, window) => `Cuentan ${part} ${window}.`,
  minutes: (part, window) => `${part} ${window}.`,
  days: (view, part, window) => `${view} los días suman ${part} ${window}.`,
  jump: (day, { before, after, need, most }) =>
    `El ${day} la cuenta pasó de ${before} a ${after}, más allá de ${need} a ${most}. La regla nunca se cumplió.`,
  withoutMinutes: (count, records) => ` ${records} sin minutos no ${count === 1 ? 'suma' : 'suman'} nada.`,
  same: (by, have, which, need) =>
    `Lo máximo en un mismo ${BY[by]} es ${have}${which} de ${need}. Los registros de día completo no cuentan aquí.`,
  row: (part) => `La racha más larga es de ${part}.`,
  rowEnded: (day, reason) => ` Terminó el ${day}: ${reason}.`,
  bridged: (count, days) =>
    ` ${count === 1 ? 'El' : 'Los días'} ${days} no la ${count === 1 ? 'rompió' : 'rompieron'}.`,
  noDaySince: 'desde entonces no ha habido otro día de clases',
  nothingOn: (day) => `no hay nada registrado el ${day}`,
  doesNotCount: (count, day, codes) => `el ${day} ${codes} no ${count === 1 ? 'cuenta' : 'cuentan'}`,
  otherPeriods: (days, within) => ` El ${days} los períodos fueron menos o más que ${within}.`,
  tooEarly: (days, from) => `Solo ${days} hasta ahora; la regla mira desde ${from}.`,
  rate: (part, window, percent, need) => `${part} ${window} es el ${percent}; la regla pide ${need}.`,
  missing: (quantity) => `${quantity} más`,
  missingEnrolled: (quantity) => `${quantity} más de inscripción`,
  missingEvent: (event) => `«${event}» registrado`,
  orElse: ' o ',
};

const STATUS: Readonly<Record<Status, string>> = {
  absent: 'ausente',
  tardy: 'tarde',
  'left-early': 'salió temprano',
  present: 'presente',
  exempt: 'exento',
};

const record: Catalogue['record'] = {
  inPeriod: (period) => ` período ${period}`,
  minutes: (minutes, asked) => `${minutes} minutos; se pide ${asked}`,
  minutesUnknown: 'minutos desconocidos',
  weekday: 'otro día de la semana',
  period: 'otro período',
  wholeDay: 'un día completo no cuenta aquí',
  singlePeriod: 'un solo período no cuenta aquí',
  addsNothing: 'no suma nada en este día',
  outsideCycle: (cycle) => `fuera de todo ${cycle}`,
  beforeCycle: (cycle) => `antes de este ${cycle}`,
  noEventYet: (event) => `todavía no hay «${event}» registrado`,
  beforeEvent: (event) => `antes de «${event}»`,
  unknownCode: 'código desconocido',
  anotherCode: 'otro código',
  meaning: (status, excuse) => {
    const marked = excuses([excuse], 'o');
    if (status !== 'absent') return excuse === '' ? STATUS[status] : `${STATUS[status]}, ${marked}`;
    return excuse === '' ? 'ausente, sin marca de justificación' : marked;
  },
};

export const rules: Pick<Catalogue, 'selectors' | 'windows' | 'rule' | 'why' | 'whyNot' | 'record'> = {
  selectors,
  windows,
  rule,
  why,
  whyNot,
  record,
};
