/** What a message says whose pack names it and gives no words for it: that the school would like to talk. In English and Spanish. */
import { parseMessageTemplate, type MessageTemplate } from '../documents/template/index.ts';
import type { Notifications } from './checks/notifications.ts';

const ENGLISH = `---
lang: en
text: "{{school.name}}: please call us about {{student.first}}'s attendance{? at {{contact.phone}} ?}. We want to help."
---

# A message about {{student.first}}'s attendance

Dear {{guardian.names}},

We would like to talk with you about {{student.first}}'s attendance at {{school.name}}. This is what our records show up to {{trigger.date}}:

{{dates}}

Is a date wrong? Please tell us, and we will set it right. If something makes it hard to come to school, we want to help.

{{contact}}

{{sentence}}

{{signature}}
`;

const SPANISH = `---
lang: es
text: "{{school.name}}: llame por favor sobre la asistencia de {{student.first}}{? al {{contact.phone}} ?}. Queremos ayudar."
---

# Un mensaje sobre la asistencia de {{student.first}}

Un cordial saludo, {{guardian.names}}:

Quisiéramos hablar con usted sobre la asistencia de {{student.first}} en {{school.name}}. Esto es lo que muestran nuestros registros hasta el {{trigger.date}}:

{{dates}}

¿Hay una fecha equivocada? Díganos y lo corregiremos. Si algo hace difícil ir a la escuela, queremos ayudar.

{{contact}}

{{sentence}}

{{signature}}
`;

/** The pack's words, and general ones for each name that has none; a name without English gets the general English. */
export function withGeneralWords(notifications: Notifications, names: readonly string[]): Notifications {
  const complete = new Map(notifications);
  for (const name of names) {
    const own = notifications.get(name);
    if (own?.has('en') !== true)
      complete.set(name, new Map([...(own === undefined ? generalWords() : [generalEnglish()]), ...(own ?? [])]));
  }
  return complete;
}

function generalWords(): readonly (readonly [string, MessageTemplate])[] {
  return [generalEnglish(), ['es', parsed(SPANISH, 'es')]];
}

function generalEnglish(): readonly [string, MessageTemplate] {
  return ['en', parsed(ENGLISH, 'en')];
}

function parsed(text: string, language: string): MessageTemplate {
  const reading = parseMessageTemplate(text, `the general message, ${language}`);
  if (!reading.ok) throw new Error(`the general message in ${language} cannot be read`);
  return reading.template;
}
