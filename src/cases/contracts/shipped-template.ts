/** The contract that Rollcall ships: plain words, what each side does. `{first}` is the student's first name, `{school}` the school. */
import type { ContractPart } from './contract.ts';

export interface ContractTemplateText {
  readonly title: string;
  readonly opening: readonly string[];
  readonly parts: readonly {
    readonly part: ContractPart;
    readonly heading: string;
    readonly terms: readonly string[];
  }[];
  readonly closing: string;
}

export const SHIPPED_TEMPLATE: Readonly<Record<string, ContractTemplateText>> = {
  en: {
    title: 'Attendance contract for {first}',
    opening: [
      'Every day at school counts. We met to find out what makes it hard for {first} to come to {school}, and we agree on the following.',
    ],
    parts: [
      {
        part: 'family',
        heading: 'What the family does',
        terms: [
          'We see to it that {first} is at school every day and on time.',
          'We call the school before the first class when {first} cannot come.',
          'We send a doctor’s note for each day of illness.',
          'We make appointments outside school hours where we can.',
          'We tell the school at once when something makes it hard to come.',
        ],
      },
      {
        part: 'student',
        heading: 'What the student does',
        terms: [
          'I come to school every day and to each class on time.',
          'I talk to an adult at school before I stay away or leave.',
          'I make up the work that I missed.',
        ],
      },
      {
        part: 'school',
        heading: 'What the school does',
        terms: [
          'We call the family on the same day when {first} is missing.',
          'One person at school checks in with {first} each week.',
          'We help to remove what stands in the way, as we agreed.',
          'We look at attendance together on the review date.',
        ],
      },
    ],
    closing:
      'This contract holds for this school year. If it is not kept, the school talks with the family and may ask the attendance officer to review what was tried.',
  },
  es: {
    title: 'Contrato de asistencia para {first}',
    opening: [
      'Cada día de escuela cuenta. Nos reunimos para saber qué le hace difícil a {first} venir a {school}, y acordamos lo siguiente.',
    ],
    parts: [
      {
        part: 'family',
        heading: 'Lo que hace la familia',
        terms: [
          'Nos aseguramos de que {first} esté en la escuela todos los días y a tiempo.',
          'Llamamos a la escuela antes de la primera clase cuando {first} no puede venir.',
          'Enviamos una nota del médico por cada día de enfermedad.',
          'Hacemos las citas fuera del horario escolar cuando es posible.',
          'Avisamos enseguida a la escuela cuando algo hace difícil venir.',
        ],
      },
      {
        part: 'student',
        heading: 'Lo que hace el estudiante',
        terms: [
          'Vengo a la escuela todos los días y a tiempo a cada clase.',
          'Hablo con un adulto de la escuela antes de faltar o de irme.',
          'Recupero el trabajo que perdí.',
        ],
      },
      {
        part: 'school',
        heading: 'Lo que hace la escuela',
        terms: [
          'Llamamos a la familia el mismo día cuando {first} falta.',
          'Una persona de la escuela habla con {first} cada semana.',
          'Ayudamos a quitar los obstáculos, como acordamos.',
          'Revisamos juntos la asistencia en la fecha de revisión.',
        ],
      },
    ],
    closing:
      'Este contrato vale para este año escolar. Si no se cumple, la escuela habla con la familia y puede pedir al oficial de asistencia que revise lo que se intentó.',
  },
};
