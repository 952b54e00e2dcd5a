/** What the plans of the second and third tier ask for, as a start: a team changes, adds and takes out lines as needed. */

export const PLAN_PARTS = [
  'strength',
  'family-does',
  'school-does',
  'helper',
  'need',
  'barrier',
  'support',
  'follow-up',
  'feedback',
] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

const PLAN_TEMPLATES = ['success', 'action-elementary', 'action-secondary'] as const;
export type PlanTemplate = (typeof PLAN_TEMPLATES)[number];

interface Prompt {
  readonly part: PlanPart;
  readonly en: string;
  readonly es: string;
}

const p = (part: PlanPart, en: string, es: string): Prompt => ({ part, en, es });

/** Lines in their order, with the question that each answers. */
export const TEMPLATES: Readonly<Record<PlanTemplate, readonly Prompt[]>> = {
  success: [
    p('strength', 'What goes well, what the student likes', 'Qué va bien, qué le gusta al estudiante'),
    p('family-does', 'What the family will do, 1', 'Qué hará la familia, 1'),
    p('family-does', 'What the family will do, 2', 'Qué hará la familia, 2'),
    p('school-does', 'What the school will do, 1', 'Qué hará la escuela, 1'),
    p('school-does', 'What the school will do, 2', 'Qué hará la escuela, 2'),
    p('helper', 'Who helps on most days', 'Quién ayuda casi todos los días'),
    p('helper', 'Whom to call in a pinch', 'A quién llamar en un apuro'),
  ],
  'action-elementary': [
    p(
      'need',
      'What the child needs to be at school every day',
      'Qué necesita el niño para estar cada día en la escuela',
    ),
    p('barrier', 'What makes mornings hard', 'Qué hace difíciles las mañanas'),
    p('barrier', 'Health, transport, home', 'Salud, transporte, hogar'),
    p('strength', 'What the child looks forward to', 'Qué le ilusiona al niño'),
    p('support', 'Help there is: school', 'Ayuda disponible: escuela'),
    p('support', 'Help there is: agencies, community', 'Ayuda disponible: agencias, comunidad'),
    p('family-does', 'What the family will do', 'Qué hará la familia'),
    p('school-does', 'What the school and the agencies will do', 'Qué harán la escuela y las agencias'),
    p('follow-up', 'First follow-up, after one week', 'Primer seguimiento, tras una semana'),
    p('follow-up', 'Second follow-up, after three weeks', 'Segundo seguimiento, tras tres semanas'),
    p('feedback', 'When we tell the family how it goes', 'Cuándo le contamos a la familia cómo va'),
  ],
  'action-secondary': [
    p('need', 'What the student says would help', 'Qué dice el estudiante que ayudaría'),
    p('barrier', 'What keeps the student away', 'Qué mantiene lejos al estudiante'),
    p('barrier', 'Credits, work, care of others, health', 'Créditos, trabajo, cuidado de otros, salud'),
    p('strength', 'Plans and interests of the student', 'Planes e intereses del estudiante'),
    p('support', 'Help there is: school', 'Ayuda disponible: escuela'),
    p('support', 'Help there is: agencies, community', 'Ayuda disponible: agencias, comunidad'),
    p('family-does', 'What the student will do', 'Qué hará el estudiante'),
    p('family-does', 'What the family will do', 'Qué hará la familia'),
    p('school-does', 'What the school and the agencies will do', 'Qué harán la escuela y las agencias'),
    p('follow-up', 'First follow-up, after one week', 'Primer seguimiento, tras una semana'),
    p('follow-up', 'Second follow-up, after three weeks', 'Segundo seguimiento, tras tres semanas'),
    p('feedback', 'When student and family hear how it goes', 'Cuándo se les cuenta cómo va'),
  ],
};

/** Grades K to 5, and younger, start from the elementary template. */
export function actionTemplateOf(grade: string): PlanTemplate {
  const number = Number(grade);
  const isElementary = Number.isNaN(number) || grade.trim() === '' ? true : number <= 5;
  return isElementary ? 'action-elementary' : 'action-secondary';
}
