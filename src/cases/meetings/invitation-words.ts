/** What an invitation says by e-mail, in the language of whom it is for. */
import type { Meeting } from './meeting.ts';

export interface MailWords {
  readonly subject: string;
  readonly summary: string;
  readonly text: string;
}

export interface Telling {
  readonly what: 'invited' | 'changed' | 'cancelled';
  /** For a guardian or the student: the student by the first name; for others by initials. */
  readonly isFamily: boolean;
  readonly reason: string;
  /** Whom to call; '' not known. */
  readonly phone: string;
  readonly sender: string;
}

/** Rollcall writes English and Spanish; whoever reads another language gets English, and the letter on paper where there is one. */
export function mailLanguage(language: string): 'en' | 'es' {
  return /^es\b/i.test(language) ? 'es' : 'en';
}

/** Subject and calendar carry initials only: they are seen on other people's screens. */
export function invitationWords(meeting: Meeting, telling: Telling, language: 'en' | 'es'): MailWords {
  const words = language === 'es' ? SPANISH : ENGLISH;
  const initials = `${meeting.first.slice(0, 1)}. ${meeting.last.slice(0, 1)}.`;
  const when = inWords(meeting, language);
  const student = telling.isFamily ? meeting.first : initials;
  const summary = words.summary(words.kinds[meeting.kind], initials, meeting.schoolName);
  const lines = [
    words[telling.what](words.kinds[meeting.kind], student),
    '',
    `${words.date}: ${when.date}`,
    `${words.time}: ${when.time}`,
    ...(meeting.place === '' ? [] : [`${words.place}: ${meeting.place}, ${meeting.schoolName}`]),
    ...(meeting.purpose === '' || telling.what === 'cancelled' ? [] : [`${words.about}: ${meeting.purpose}`]),
    ...(telling.reason === '' ? [] : [`${words.reason}: ${telling.reason}`]),
    ...(meeting.interpreter === 'booked' && telling.what !== 'cancelled' ? ['', words.interpreter] : []),
    '',
    ...(telling.what === 'cancelled' ? [] : [words.answer(telling.phone)]),
    '',
    telling.sender,
    meeting.schoolName,
  ];
  return { subject: `${words.subjects[telling.what]}: ${summary}`, summary, text: `${lines.join('\n')}\n` };
}

function inWords({ on, at }: Meeting, language: 'en' | 'es'): { readonly date: string; readonly time: string } {
  const instant = new Date(`${on}T${at}:00Z`);
  const locale = language === 'es' ? 'es-US-u-ca-gregory' : 'en-US-u-ca-gregory';
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });
  return { date: date.format(instant), time: time.format(instant).replaceAll(/[\u202F\u00A0]/g, ' ') };
}

const ENGLISH = {
  kinds: {
    conference: 'Conference',
    team: 'Team meeting',
    'multi-agency': 'Multi-agency support meeting',
    contract: 'Meeting for an attendance contract',
    'follow-up': 'Follow-up meeting',
  },
  subjects: { invited: 'Invitation', changed: 'Changed', cancelled: 'Cancelled' },
  summary: (kind: string, initials: string, school: string) => `${kind}, ${initials}, ${school}`,
  invited: (kind: string, student: string) =>
    `You are invited: ${kind.toLowerCase()} about the attendance of ${student}.`,
  changed: (kind: string, student: string) =>
    `Something has changed: ${kind.toLowerCase()} about the attendance of ${student}.`,
  cancelled: (kind: string, student: string) =>
    `This does not take place: ${kind.toLowerCase()} about the attendance of ${student}.`,
  date: 'Date',
  time: 'Time',
  place: 'Place',
  about: 'About',
  reason: 'Why',
  interpreter: 'An interpreter will be there, free of charge.',
  answer: (phone: string) =>
    `Is this a bad time, or do you need an interpreter? ${phone === '' ? 'Please tell the school' : `Please call ${phone}`}.`,
};

const SPANISH: typeof ENGLISH = {
  kinds: {
    conference: 'Reunión',
    team: 'Reunión con el equipo',
    'multi-agency': 'Reunión de apoyo con varias agencias',
    contract: 'Reunión para un contrato de asistencia',
    'follow-up': 'Reunión de seguimiento',
  },
  subjects: { invited: 'Invitación', changed: 'Cambio', cancelled: 'Cancelada' },
  summary: (kind, initials, school) => `${kind}, ${initials}, ${school}`,
  invited: (kind, student) => `Le invitamos: ${kind.toLowerCase()} sobre la asistencia de ${student}.`,
  changed: (kind, student) => `Algo ha cambiado: ${kind.toLowerCase()} sobre la asistencia de ${student}.`,
  cancelled: (kind, student) => `No tendrá lugar: ${kind.toLowerCase()} sobre la asistencia de ${student}.`,
  date: 'Fecha',
  time: 'Hora',
  place: 'Lugar',
  about: 'Tema',
  reason: 'Motivo',
  interpreter: 'Habrá un intérprete, sin costo.',
  answer: (phone) =>
    `¿No puede a esa hora o necesita un intérprete? ${phone === '' ? 'Por favor, avise a la escuela' : `Por favor, llame al ${phone}`}.`,
};
