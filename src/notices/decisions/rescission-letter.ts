/** The short letter that tells a family that an earlier one no longer stands. Ours, not a pack's: it states no law. */
import { parseLetterTemplate } from '../../documents/template/index.ts';
import type { LetterTemplate } from '../../documents/template/index.ts';

const ENGLISH = `# Our letter about {{student.name}} no longer stands

Dear {{guardian.names}},

On {{previous.date}} we wrote to you about the attendance of {{student.name}} ("{{criterion.title}}").

**That letter no longer stands.** Our records of attendance have changed since. Please disregard the letter. You do not need to do anything.

{{sentence}}

If you have a question, please call us{? at {{contact.phone}} ?}.

{{signature}}
`;

const SPANISH = `---
lang: es
---

# Nuestra carta acerca de {{student.name}} ya no es válida

Estimados {{guardian.names}}:

El {{previous.date}} le escribimos acerca de la asistencia de {{student.name}} ("{{criterion.title}}").

**Esa carta ya no es válida.** Nuestros registros de asistencia han cambiado desde entonces. Por favor, no tome en cuenta la carta. Usted no tiene que hacer nada.

{{sentence}}

Si tiene alguna pregunta, llámenos{? al {{contact.phone}} ?}.

{{signature}}
`;

/** The name that its letters carry in `notice_letters.letter`; no pack's letter is called so. */
export const RESCISSION = 'rescission';

/** Letters of a rescission are numbered from here on, after the letters as sent. */
export const FIRST_RESCISSION_LETTER_NO = 101;

/** By language. Fails: a template of ours that does not read is an assertion. */
export function rescissionTemplates(): ReadonlyMap<string, LetterTemplate> {
  return new Map([
    ['en', read(ENGLISH, 'rescission/en.md')],
    ['es', read(SPANISH, 'rescission/es.md')],
  ]);
}

function read(text: string, file: string): LetterTemplate {
  const reading = parseLetterTemplate(text, file);
  if (!reading.ok)
    throw new Error(reading.problems.map((problem) => `${file}: ${problem.found}; ${problem.allowed}`).join('\n'));
  return reading.template;
}
