/** The words of the letter to a parent, for whom the office's language may not be the family's. */

export const PARENT_LETTER_LANGUAGES = ['en', 'es'] as const;
export type ParentLetterLanguage = (typeof PARENT_LETTER_LANGUAGES)[number];

interface ParentLetterWords {
  readonly title: string;
  readonly law: string;
  readonly student: (name: string) => string;
  readonly printed: (day: string) => string;
  readonly nothing: string;
  readonly entry: (no: number, day: string, line: number) => string;
  readonly given: (party: string) => string;
  readonly asked: (party: string) => string;
  readonly what: (text: string) => string;
  readonly interest: (text: string) => string;
  readonly writtenDown: (person: string, day: string) => string;
  readonly corrects: (line: number) => string;
  readonly correctedBy: (line: number) => string;
}

export const PARENT_LETTER_WORDS: Readonly<Record<ParentLetterLanguage, ParentLetterWords>> = {
  en: {
    title: 'Record of requests for and disclosures of education records',
    law: 'Kept under 34 CFR 99.32',
    student: (name) => `Student: ${name}`,
    printed: (day) => `Printed: ${day}`,
    nothing: 'No party outside the district is on record as having asked for or been given records of this student.',
    entry: (no, day, line) => `${no}. ${day} (line ${line})`,
    given: (party) => `Given to ${party}`,
    asked: (party) => `Asked for, not given: ${party}`,
    what: (text) => `What: ${text}`,
    interest: (text) => `Interest: ${text}`,
    writtenDown: (person, day) => `Written down by ${person} on ${day}.`,
    corrects: (line) => `Takes the place of line ${line}.`,
    correctedBy: (line) => `Corrected: line ${line} took its place.`,
  },
  es: {
    title: 'Registro de solicitudes y divulgaciones de expedientes educativos',
    law: 'Se lleva conforme a 34 CFR 99.32',
    student: (name) => `Estudiante: ${name}`,
    printed: (day) => `Impreso: ${day}`,
    nothing: 'No consta que ninguna parte ajena al distrito haya solicitado o recibido expedientes de este estudiante.',
    entry: (no, day, line) => `${no}. ${day} (línea ${line})`,
    given: (party) => `Entregado a ${party}`,
    asked: (party) => `Solicitado, no entregado: ${party}`,
    what: (text) => `Qué: ${text}`,
    interest: (text) => `Interés: ${text}`,
    writtenDown: (person, day) => `Anotado por ${person} el ${day}.`,
    corrects: (line) => `Sustituye a la línea ${line}.`,
    correctedBy: (line) => `Corregido: la línea ${line} la sustituye.`,
  },
};
