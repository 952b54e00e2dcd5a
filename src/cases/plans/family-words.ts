/** What the family reads of a finished plan. One set of words for each language that it is told in. */
import type { OurView } from './states.ts';

export interface FamilyWords {
  readonly title: (first: string) => string;
  readonly greeting: string;
  readonly opening: (first: string, from: string, to: string) => string;
  readonly tookPart: Readonly<Record<'took-part' | 'invited' | 'not-reached', string>>;
  readonly tried: string;
  readonly nothingTried: string;
  readonly what: string;
  readonly when: string;
  readonly often: string;
  readonly until: (from: string, to: string) => string;
  readonly since: (from: string) => string;
  readonly attendance: string;
  readonly rates: (first: string, before: string, beforeDays: number, after: string, afterDays: number) => string;
  readonly ratesUnknown: string;
  readonly view: string;
  readonly views: Readonly<Record<OurView, (first: string) => string>>;
  readonly comments: string;
  readonly next: (first: string) => string;
  readonly phone: string;
  readonly email: string;
  readonly sincerely: string;
  readonly foot: string;
  readonly signature: (name: string) => string;
  readonly logo: (name: string) => string;
}

const EN: FamilyWords = {
  title: (first) => `How ${first}’s attendance plan went`,
  greeting: 'Dear family,',
  opening: (first, from, to) =>
    `From ${from} to ${to} we worked with ${first} on a plan to be at school more. The plan is closed now. This is what we did and how it went.`,
  tookPart: {
    'took-part': 'Thank you for taking part.',
    invited: 'We invited you to take part. You can still tell us what you think.',
    'not-reached': 'We could not reach you while it ran. You can still tell us what you think.',
  },
  tried: 'What we did',
  nothingTried: 'No single step is on record.',
  what: 'What',
  when: 'When',
  often: 'How often',
  until: (from, to) => `${from} to ${to}`,
  since: (from) => `since ${from}`,
  attendance: 'Attendance',
  rates: (first, before, beforeDays, after, afterDays) =>
    `In the ${beforeDays} school days before the plan ${first} was at school ${before} of the time. In the ${afterDays} school days after it began: ${after}.`,
  ratesUnknown: 'There are too few school days to compare yet.',
  view: 'What we think',
  views: {
    helped: (first) => `The plan helped. We hope that ${first} goes on like this.`,
    partly: (first) => `The plan helped in part. We would like to go on working with you and ${first}.`,
    not: (first) => `The plan did not help enough. We would like to find with you and ${first} what does.`,
  },
  comments: 'What you told us',
  next: (first) => `Every day at school helps ${first}. Please call us whenever something stands in the way.`,
  phone: 'Phone',
  email: 'E-mail',
  sincerely: 'Sincerely,',
  foot: 'Page {page} of {pages}',
  signature: (name) => `Signature of ${name}`,
  logo: (name) => `Logo of ${name}`,
};

const ES: FamilyWords = {
  title: (first) => `Cómo resultó el plan de asistencia de ${first}`,
  greeting: 'Estimada familia:',
  opening: (first, from, to) =>
    `Del ${from} al ${to} trabajamos con ${first} en un plan para venir más a la escuela. El plan ya terminó. Esto es lo que hicimos y cómo resultó.`,
  tookPart: {
    'took-part': 'Gracias por participar.',
    invited: 'Los invitamos a participar. Todavía pueden decirnos lo que piensan.',
    'not-reached': 'No logramos comunicarnos con ustedes durante el plan. Todavía pueden decirnos lo que piensan.',
  },
  tried: 'Lo que hicimos',
  nothingTried: 'No hay ningún paso registrado.',
  what: 'Qué',
  when: 'Cuándo',
  often: 'Con qué frecuencia',
  until: (from, to) => `del ${from} al ${to}`,
  since: (from) => `desde el ${from}`,
  attendance: 'Asistencia',
  rates: (first, before, beforeDays, after, afterDays) =>
    `En los ${beforeDays} días de clases antes del plan, ${first} asistió el ${before} del tiempo. En los ${afterDays} días de clases desde que empezó: el ${after}.`,
  ratesUnknown: 'Todavía hay muy pocos días de clases para comparar.',
  view: 'Lo que pensamos',
  views: {
    helped: (first) => `El plan ayudó. Esperamos que ${first} siga así.`,
    partly: (first) => `El plan ayudó en parte. Queremos seguir trabajando con ustedes y con ${first}.`,
    not: (first) => `El plan no ayudó lo suficiente. Queremos buscar con ustedes y con ${first} lo que sí ayude.`,
  },
  comments: 'Lo que ustedes nos dijeron',
  next: (first) => `Cada día en la escuela ayuda a ${first}. Llámenos cuando algo lo haga difícil.`,
  phone: 'Teléfono',
  email: 'Correo electrónico',
  sincerely: 'Atentamente,',
  foot: 'Página {page} de {pages}',
  signature: (name) => `Firma de ${name}`,
  logo: (name) => `Logotipo de ${name}`,
};

export const FAMILY_LANGUAGES = ['en', 'es'] as const;

export function familyWordsOf(language: string): FamilyWords {
  return language.toLowerCase().startsWith('es') ? ES : EN;
}
