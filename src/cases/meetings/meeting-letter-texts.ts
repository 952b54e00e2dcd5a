/** The invitation letter that Rollcall ships. A pack may have its own: `letters/meeting-invitation`. */
import type { Meeting, MeetingKind } from './meeting.ts';

export const INVITATION_TEXTS: Readonly<Record<string, string>> = {
  en: `---
lang: en
---

# {{criterion.title}}

Dear {{guardian.names}},

We would like to meet with you and {{student.first}}. Together we want to find out what makes it hard to come to school, and what helps.

## Our meeting

{{conference}}

{{sentence}}

Is this a bad time for you? Do you need an interpreter? Call us. We will find another time, and an interpreter is free. You may bring someone to support you.

{{contact}}

We look forward to seeing you.

{{signature}}
`,
  es: `---
lang: es
---

# {{criterion.title}}

Un cordial saludo, {{guardian.names}}:

Queremos reunirnos con usted y con {{student.first}}. Juntos queremos saber qué hace difícil venir a la escuela y qué ayuda.

## Nuestra reunión

{{conference}}

{{sentence}}

¿No puede venir a esa hora? ¿Necesita un intérprete? Llámenos. Buscaremos otra hora, y el intérprete es gratis. Puede traer a alguien que le apoye.

{{contact}}

Será un gusto recibirle.

{{signature}}
`,
};

interface InvitationTitles {
  readonly titles: Readonly<Record<MeetingKind, (first: string) => string>>;
  readonly sentence: (meeting: Meeting) => string;
}

/** What differs by the kind of meeting. */
export const INVITATION_TITLES: Readonly<Record<string, InvitationTitles>> = {
  en: {
    titles: {
      conference: (first) => `${first}’s attendance: please come and talk with us`,
      team: (first) => `${first}’s attendance: a meeting with our team`,
      'multi-agency': (first) => `${first}’s attendance: a meeting with everyone who can help`,
      contract: (first) => `${first}’s attendance: a meeting to agree on a contract`,
      'follow-up': (first) => `${first}’s attendance: we meet again`,
    },
    sentence: ({ purpose, interpreter, language }) =>
      [
        purpose === '' ? '' : `It is about: ${purpose.replace(/\.$/, '')}.`,
        language === 'en' ? '' : `The meeting is held in ${languageName(language, 'en')}.`,
        interpreter === 'booked' ? 'An interpreter will be there, free of charge.' : '',
      ]
        .filter(Boolean)
        .join(' '),
  },
  es: {
    titles: {
      conference: (first) => `La asistencia de ${first}: venga a hablar con nosotros`,
      team: (first) => `La asistencia de ${first}: una reunión con nuestro equipo`,
      'multi-agency': (first) => `La asistencia de ${first}: una reunión con todos los que pueden ayudar`,
      contract: (first) => `La asistencia de ${first}: una reunión para acordar un contrato`,
      'follow-up': (first) => `La asistencia de ${first}: nos reunimos de nuevo`,
    },
    sentence: ({ purpose, interpreter, language }) =>
      [
        purpose === '' ? '' : `Tema: ${purpose.replace(/\.$/, '')}.`,
        `La reunión es en ${languageName(language, 'es')}.`,
        interpreter === 'booked' ? 'Habrá un intérprete, sin costo.' : '',
      ]
        .filter(Boolean)
        .join(' '),
  },
};

/** `Spanish`, `español`; the tag where the platform does not know it. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
