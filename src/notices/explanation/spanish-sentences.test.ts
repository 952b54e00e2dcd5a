import { describe, expect, it } from 'vitest';
import type { PatternRule, SimpleRule, TotalRule, Window } from '../../engine/index.ts';
import { THREE, TRUANCY, UNEXCUSED, account, criterion, day, on, told, total } from '../testing/rule-accounts.ts';
import { missingToMeet } from './missing.ts';
import { notCountedLine } from './not-counted.ts';
import { outsideOn } from './outside.ts';
import { criterionInWords } from './rule-in-words.ts';
import { absenceInWords, selectorInWords } from './selectors-in-words.ts';
import { nextStep, noFurther, whyNotSentence } from './why-not-sentences.ts';
import { whySentence } from './why-sentences.ts';

const YEAR = 'este año escolar (desde el 1 de jul)';
const DAYS = 'mar 27 de oct, mié 4 de nov y lun 9 de nov';
const view = { name: 'half-and-full', cap: 1000, parts: [] };
const byView: TotalRule = { type: 'total', view, measure: 'days', band: { atLeast: 2500 } };
const same = (by: 'course' | 'period', atLeast: number): SimpleRule => ({
  type: 'same',
  by,
  counts: [UNEXCUSED],
  band: { atLeast },
});
const pattern = (days: PatternRule['days'], withinDay: PatternRule['withinDay']): PatternRule => ({
  type: 'pattern',
  counts: [UNEXCUSED],
  withinDay,
  days,
});
const inRow = pattern({ atLeast: 3, mode: 'consecutive' }, { atLeast: 1, mode: 'cumulative' });
const anyDays = pattern({ atLeast: 3, mode: 'cumulative' }, { atLeast: 2, atMost: 2, mode: 'cumulative' });
const rate: SimpleRule = { type: 'rate', counts: [UNEXCUSED], test: 'atLeast', percent: 10_000, minDays: 10 };
const event: SimpleRule = { type: 'event', event: 'contract-violated' };
const unexcused = (rule: TotalRule): TotalRule => ({ ...rule, counts: [UNEXCUSED] });

const why = (one: ReturnType<typeof account>, trigger: ReturnType<typeof told>): string =>
  whySentence([one], trigger, 'es');
const whyNot = (...accounts: readonly ReturnType<typeof account>[]): string => whyNotSentence(accounts, 'es');

describe('¿Por qué?', () => {
  it('total of dates, of one day too', () => {
    expect(why(account(total('dates', 3), 3), told(3, THREE))).toBe(
      `Maya tuvo una ausencia sin justificar, o más de 30 minutos perdidos sin justificar en 3 días ${YEAR}: ${DAYS}. La regla pide 3 días. El último necesario fue el lun 9 de nov de 2026.`,
    );
    expect(why(account(unexcused(total('dates', 1)), 1), told(1, [on('2026-11-09')]))).toBe(
      `Maya tuvo una ausencia sin justificar en 1 día ${YEAR}: lun 9 de nov. La regla pide 1 día. El último necesario fue el lun 9 de nov de 2026.`,
    );
  });

  it('total of periods, minutes and days', () => {
    const periods = [on('2026-11-06', { period: 'P1' }), on('2026-11-09', { period: 'P2' })];
    expect(why(account(unexcused(total('periods', 2)), 2), told(2, periods))).toBe(
      `Maya perdió 2 períodos por una ausencia sin justificar ${YEAR}; la regla pide 2 períodos. El último necesario fue el período P2 del lun 9 de nov de 2026.`,
    );
    expect(why(account(unexcused(total('minutes', 600)), 640), told(640, THREE))).toBe(
      `Maya perdió 640 minutos por una ausencia sin justificar ${YEAR}; la regla pide 600 minutos, y se alcanzaron el lun 9 de nov de 2026.`,
    );
    const dayValues = new Map([[day('2026-11-09'), 0.5]]);
    expect(why(account(byView, 2.5, { progress: { dayValues } }), told(2.5, [on('2026-11-09')]))).toBe(
      `Según «half-and-full» los días suman 2.5 días ${YEAR}: lun 9 de nov 0.5. La regla pide 2.5 días.`,
    );
  });

  it('a band, the same course or period', () => {
    expect(why(account(unexcused(total('dates', 3, 5)), 3), told(3, THREE))).toContain(
      'La regla pide 3 días y no más de 5 días.',
    );
    expect(why(account(same('period', 5), 5, { progress: { which: 'P3' } }), told(5, THREE))).toBe(
      `En el período P3 Maya tuvo una ausencia sin justificar 5 veces ${YEAR}; la regla pide 5 o más veces en un mismo período.`,
    );
    expect(why(account(same('course', 1), 1, { progress: { which: 'ALG1' } }), told(1, THREE))).toContain(
      'En ALG1 Maya tuvo una ausencia sin justificar 1 vez',
    );
  });

  it('days in a row, and any days', () => {
    expect(why(account(inRow, 3), told(3, THREE))).toBe(
      `Maya tuvo una ausencia sin justificar en 3 días de clases seguidos, hasta el lun 9 de nov de 2026: ${DAYS}. Los fines de semana y los días sin clases no rompen la racha.`,
    );
    expect(why(account(anyDays, 3), told(3, THREE))).toBe(
      `En 3 días ${YEAR} Maya perdió exactamente 2 períodos por una ausencia sin justificar: ${DAYS}. La regla pide 3 o más días.`,
    );
  });

  it('a rate, an event, the first of several rules, a rule that repeats', () => {
    const figures = { enrolledDays: 85, absentThousandths: 9000 };
    expect(why(account(rate, 10.59, { progress: figures }), told(10.59, THREE))).toBe(
      `Maya estuvo ausente 9 de 85 días ${YEAR}, el 10.59%; la regla pide el 10% o más, después de al menos 10 días.`,
    );
    const recorded = { day: day('2026-11-09'), by: 'J. Okafor' };
    const violated = account(event, 1, { recorded, through: day('2026-11-09') });
    const trigger = { ...told(1, []), day: day('2026-11-09') };
    expect(why(violated, trigger)).toBe(
      '«contract-violated» se registró el lun 9 de nov de 2026 (J. Okafor). Eso solo basta para cumplir la regla.',
    );
    const any = criterion({ type: 'any', rules: [total('dates', 11), event] });
    const accounts = [account(total('dates', 11), 9, { criterion: any }), { ...violated, criterion: any }];
    expect(whySentence(accounts, trigger, 'es')).toMatch(
      /^Basta una de 2 condiciones\. Esta fue la primera, el lun 9 de nov de 2026: «contract-violated»/,
    );
    const rule = unexcused(total('dates', 3));
    const every = account(rule, 6, { criterion: criterion(rule, { repeat: { every: 3 } }) });
    expect(why(every, told(6, THREE, 2))).toContain('Es el número 2; la regla se repite cada 3 días.');
    const each = account(rule, 6, { criterion: criterion(rule, { repeat: 'each' }) });
    expect(why(each, told(6, THREE, 2))).toContain('Es el número 2; la regla se repite con cada día más.');
  });

  it('what is looked at', () => {
    const rule = { ...unexcused(total('dates', 3)), only: { weekdays: ['fri'], periods: ['P1', 'P2'] } } as const;
    const one = account(rule, 3, { criterion: criterion(rule, { grades: ['7'] }) });
    expect(why(one, told(3, THREE))).toContain('(Solo se miran los viernes, los períodos P1 y P2, el grado 7.)');
    const plain = unexcused(total('dates', 3));
    const grade = account(plain, 3, { criterion: criterion(plain, { grades: ['7'] }) });
    expect(why(grade, told(3, THREE))).toContain('(Solo se mira el grado 7.)');
  });
});

describe('¿Por qué no?', () => {
  it('total of dates, periods, minutes and days', () => {
    expect(whyNot(account(unexcused(total('dates', 3)), 2))).toBe(
      `Maya tuvo una ausencia sin justificar en 2 de 3 días ${YEAR}. Con 1 día más se cumpliría la regla.`,
    );
    expect(whyNot(account(total('periods', 18), 16))).toBe(
      `Cuentan 16 de 18 períodos ${YEAR}. Con 2 períodos más se cumpliría la regla.`,
    );
    const unknown = { record: on('2026-10-15', { code: 'T' }), why: 'minutes-unknown' } as const;
    const minutes = (...notCounted: (typeof unknown)[]): string =>
      whyNot(account(total('minutes', 600), 500, { progress: { notCounted } }));
    expect(minutes(unknown)).toBe(`500 de 600 minutos ${YEAR}. 1 registro sin minutos no suma nada.`);
    expect(minutes(unknown, unknown)).toContain('2 registros sin minutos no suman nada.');
    expect(whyNot(account(byView, 2))).toBe(`Según «half-and-full» los días suman 2 de 2.5 días ${YEAR}.`);
  });

  it('a band that was jumped over, the same course', () => {
    const jump = { day: day('2026-10-09'), before: 2, after: 6 };
    expect(whyNot(account(total('periods', 3, 4), 6, { jump }))).toBe(
      'El vie 9 de oct de 2026 la cuenta pasó de 2 a 6, más allá de 3 a 4. La regla nunca se cumplió.',
    );
    expect(whyNot(account(same('course', 5), 3, { progress: { which: 'ALG1' } }))).toBe(
      'Lo máximo en un mismo curso es 3 (ALG1) de 5. Los registros de día completo no cuentan aquí.',
    );
  });

  it('a row and where it ended; any days', () => {
    const broken = { day: day('2026-10-12'), codes: ['E'] };
    const row = { length: 2, start: day('2026-10-07'), end: day('2026-10-09'), brokenBy: broken, bridged: [] };
    const bridged = [day('2026-10-07'), day('2026-10-08')];
    expect(whyNot(account(inRow, 2, { row: { ...row, bridged } }))).toBe(
      'La racha más larga es de 2 de 3 días de clases. Terminó el vie 9 de oct de 2026: el lun 12 de oct E no cuenta. Los días mié 7 de oct y jue 8 de oct no la rompieron.',
    );
    expect(whyNot(account(inRow, 2, { row: { ...row, bridged: bridged.slice(0, 1) } }))).toContain(
      'El mié 7 de oct no la rompió.',
    );
    expect(whyNot(account(inRow, 2, { row: { ...row, brokenBy: { ...broken, codes: [] } } }))).toContain(
      'no hay nada registrado el lun 12 de oct.',
    );
    expect(whyNot(account(inRow, 2, { row: { ...row, brokenBy: null } }))).toContain(
      'desde entonces no ha habido otro día de clases.',
    );
    expect(whyNot(account(inRow, 0))).toBe('La racha más larga es de 0 de 3 días de clases.');
    const notCounted = [{ record: on('2026-10-15', { period: 'P1' }), why: 'adds-nothing' }] as const;
    expect(whyNot(account(anyDays, 2, { progress: { notCounted } }))).toBe(
      '2 de 3 días. El jue 15 de oct los períodos fueron menos o más que exactamente 2 períodos.',
    );
  });

  it('a rate, reached or too early; an event; each of several rules', () => {
    expect(whyNot(account(rate, 9, { progress: { enrolledDays: 80, absentThousandths: 7000 } }))).toBe(
      `7 de 80 días ${YEAR} es el 9%; la regla pide el 10% o más.`,
    );
    expect(whyNot(account(rate, 20, { progress: { enrolledDays: 1, absentThousandths: 1000 } }))).toBe(
      'Solo 1 día hasta ahora; la regla mira desde 10.',
    );
    expect(whyNot(account(event, 0))).toBe(`No hay «contract-violated» registrado ${YEAR}.`);
    const any = criterion({ type: 'any', rules: [event, event] });
    expect(whyNot(account(event, 0, { criterion: any }), account(event, 0, { criterion: any }))).toMatch(
      /^No se cumple ninguna de las 2 condiciones: No hay/,
    );
  });

  it('who, where, when; met once, or as often as a cycle allows; the next step', () => {
    const rule = total('dates', 3);
    const from = criterion(rule, { effective: { from: day('2027-01-04') } });
    expect(whyNot(account(rule, 3, { criterion: from }))).toBe('La regla vale desde el lun 4 de ene de 2027.');
    const until = criterion(rule, { effective: { until: day('2026-09-01') } });
    expect(whyNot(account(rule, 3, { criterion: until }))).toBe('La regla valió hasta el lun 31 de ago de 2026.');
    const facts = { id: 'x', grade: '6', flags: [], enrollments: [], events: [], records: {} as never };
    const grades = account(rule, 3, {
      criterion: criterion(rule, { grades: ['7', '8'] }),
      progress: { counted: THREE },
    });
    expect(outsideOn(grades, { facts }, 'es')).toBe('El lun 9 de nov de 2026 Maya no estaba en los grados 7 y 8.');
    const met = [{ day: day('2026-11-09') }];
    expect(noFurther(account(rule, 4), met, 'es')).toBe(
      `Se cumplió una vez ${YEAR}, el lun 9 de nov de 2026; no se repite.`,
    );
    const each = { criterion: criterion(rule, { repeat: 'each', maxPerCycle: 1 }) } as const;
    const term = { ...each, window: { kind: 'term', term: 'quarter' } } as const;
    expect(noFurther(account(rule, 4, term), met, 'es')).toBe('El máximo por trimestre es 1.');
    expect(nextStep(account(rule, 4, each), 1, 'es')).toBe('Un día más sería el siguiente.');
    const every = account(rule, 4, { criterion: criterion(rule, { repeat: { every: 3 } }) });
    expect(nextStep(every, 1, 'es')).toBe('2 días más serían el número 2, con 6.');
    expect(nextStep({ ...every, progress: { ...every.progress, have: 5 } }, 1, 'es')).toContain('1 día más sería');
  });

  it.each<readonly [Window, string]>([
    [{ kind: 'month' }, 'este mes (desde el 1 de jul)'],
    [{ kind: 'term', term: 'semester' }, 'este semestre (desde el 1 de jul)'],
    [{ kind: 'term', term: 'hexter' }, 'este período «hexter» (desde el 1 de jul)'],
    [{ kind: 'days', days: 30 }, 'en los últimos 30 días (desde el 1 de jul)'],
    [{ kind: 'days', days: 1 }, 'en el último día (desde el 1 de jul)'],
    [{ kind: 'schoolDays', days: 20 }, 'en los últimos 20 días de clases (desde el 1 de jul)'],
    [{ kind: 'since', event: 'letter-received', ref: 'L1' }, 'desde «letter-received L1» del 30 de jun'],
  ])('window %#', (window, words) => {
    expect(whyNot(account(total('minutes', 600), 500, { window }))).toBe(`500 de 600 minutos ${words}.`);
  });

  it('what is missing, in short', () => {
    expect(missingToMeet(account(total('dates', 3), 2), 'es').missing).toBe('1 día más');
    expect(missingToMeet(account(same('course', 5), 3), 'es').missing).toBe('2 veces más');
    expect(missingToMeet(account(event, 0), 'es').missing).toBe('«contract-violated» registrado');
    expect(missingToMeet(account(rate, 9, { progress: { enrolledDays: 4 } }), 'es').missing).toBe(
      '6 días más de inscripción',
    );
  });
});

describe('no contado', () => {
  it.each([
    [on('2026-10-15', { code: 'E' }), 'not-selected', 'jue 15 de oct E: justificado'],
    [on('2026-10-15', { code: 'P' }), 'not-selected', 'jue 15 de oct P: presente'],
    [on('2026-10-15', { code: 'Z' }), 'not-selected', 'jue 15 de oct Z: código desconocido'],
    [on('2026-10-15', { code: 'T', minutes: 30 }), 'minutes-too-few', 'jue 15 de oct T: 30 minutos; se pide más de 30'],
    [on('2026-10-15', { code: 'T' }), 'minutes-unknown', 'jue 15 de oct T: minutos desconocidos'],
    [on('2026-10-15'), 'weekday', 'jue 15 de oct U: otro día de la semana'],
    [on('2026-10-15', { period: 'P6' }), 'period', 'jue 15 de oct U período P6: otro período'],
    [on('2026-06-15'), 'before-window', 'lun 15 de jun U: antes de este año escolar'],
    [on('2026-10-15'), 'whole-day', 'jue 15 de oct U: un día completo no cuenta aquí'],
    [on('2026-10-15'), 'adds-nothing', 'jue 15 de oct U: no suma nada en este día'],
  ] as const)('%#', (record, reason, line) => {
    expect(notCountedLine(account(total('dates', 3), 0), { record, why: reason }, 'es')).toBe(line);
  });
});

describe('a criterion in words', () => {
  it('reads as one sentence after the other', () => {
    const rule = { ...total('dates', 3), counts: [{ ...UNEXCUSED, wholeDay: true }, TRUANCY[1]] };
    const one = criterion(rule, {
      settle: 2,
      maxPerCycle: 1,
      scope: 'school',
      release: { approve: 'administrator' },
      exempt: ['home-hospital', 'other'],
      source: 'Education Code 48260(a)',
      then: [{ kind: 'letter', settings: { letter: 'first-notice', conference: true } }],
    });
    expect(criterionInWords(one, 'es')).toBe(
      'El primer día en que un estudiante tiene 3 o más días con una ausencia sin justificar de día completo, o más de 30 minutos perdidos sin justificar, en el año escolar. Cada escuela cuenta por separado. Como máximo 1 vez en un ciclo. Espera 2 días de clases. Espera la aprobación de la administración escolar. No para estudiantes marcados «home-hospital» o «other». Luego: carta «first-notice» con fecha de reunión. Fuente: Education Code 48260(a).',
    );
  });

  it.each<readonly [SimpleRule, Partial<ReturnType<typeof criterion>>, string]>([
    [byView, {}, 'las ausencias de un estudiante suman 2.5 o más días, según «half-and-full», en el año escolar.'],
    [
      unexcused(total('periods', 4, 6)),
      { repeat: 'each' },
      'Cada día en que un estudiante pierde entre 4 y 6 períodos',
    ],
    [same('course', 4), {}, 'un estudiante tiene una ausencia sin justificar 4 o más veces en un mismo curso'],
    [
      inRow,
      {},
      'un estudiante tiene una ausencia sin justificar en 3 o más días de clases seguidos en el año escolar.',
    ],
    [anyDays, {}, 'en 3 o más días, exactamente 2 períodos en cada uno, en el año escolar.'],
    [rate, {}, 'es del 10% o más de los días inscritos en el año escolar, después de al menos 10 días, contando una'],
    [event, {}, 'El primer día en que se registra «contract-violated» en el año escolar.'],
    [unexcused(total('dates', 3)), { repeat: { every: 3 } }, ', y otra vez con cada 3 días más.'],
  ])('rule %#', (rule, more, words) => {
    expect(criterionInWords(criterion(rule, more), 'es')).toContain(words);
  });

  it.each([
    [{ status: ['tardy'], minutesOver: 30 }, 'una tardanza de más de 30 minutos'],
    [
      { status: ['absent', 'tardy'], excuse: ['excused', 'unexcused'] },
      'una ausencia o tardanza justificada o sin justificar',
    ],
    [{ codes: ['UA', 'UB'] }, 'un registro con código UA o UB'],
    [{ status: ['absent'], groups: ['district:UNX'] }, 'una ausencia del grupo district:UNX'],
    [{ status: ['absent'], wholeDay: false }, 'una ausencia de un período'],
    [
      { minutesAtLeast: 5, minutesUnder: 30, excuse: ['excused'] },
      'al menos 5 y menos de 30 minutos perdidos justificados',
    ],
    [{ status: ['absent'], excuse: [''] }, 'una ausencia sin marca'],
  ] as const)('selector %#', (selector, words) => {
    expect(selectorInWords(selector, 'es')).toBe(words);
  });

  it('how a day absent is counted', () => {
    const rows = [
      { test: 'atLeast', threshold: 4, value: 1000 },
      { test: 'atLeast', threshold: 2, value: 500 },
    ] as const;
    const half = { name: 'half', cap: 1000, parts: [{ counts: [UNEXCUSED], by: 'periods', rows }] } as never;
    expect(absenceInWords({ view: half }, 'es')).toBe(
      'una ausencia sin justificar: al menos 4 períodos es un día; al menos 2 períodos es 0.5 días',
    );
    expect(absenceInWords({ view: half })).toBe(
      'an unexcused absence: at least 4 periods is a day; at least 2 periods is 0.5 days',
    );
  });
});
