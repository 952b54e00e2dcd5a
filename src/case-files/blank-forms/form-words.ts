/** The words of blank forms, English and Spanish. */

const ENGLISH = {
  forms: {
    contract: 'Attendance contract',
    'contact-log': 'Communication contact log',
    plan: 'Attendance intervention plan',
    matching: 'Root causes and intervention matching',
    minutes: 'Minutes of a meeting',
  },
  blank: 'Blank form',
  contactColumns: ['Date and time', 'How', 'With whom', 'By whom', 'What came of it', 'Language, interpreter'],
  contactHow: 'How: phone, e-mail, in person, home visit, text. Any member of staff may write here.',
  year: 'School year',
  term: 'Term',
  from: 'From',
  to: 'To',
  general: 'General',
  owner: 'Who answers for it',
  reason: 'Why the plan was made',
  interventions: 'Interventions',
  interventionColumns: ['What', 'From', 'To', 'How often', 'Who', 'How it went'],
  journal: 'Journal',
  journalColumns: ['Date', 'Entry', 'By whom'],
  evaluation: 'Evaluation',
  familyPart: 'The family',
  familyParts: ['took part', 'was invited, did not take part', 'was not invited'],
  comments: 'Comments of the family',
  view: 'Our view',
  views: ['helped', 'partly', 'did not help'],
  outcome: 'Outcome',
  howFar: 'How far does each apply?',
  causeColumns: ['Cause', 'no', 'some', 'much', 'not known'],
  groups: {
    barriers: 'Barriers',
    aversion: 'Aversion',
    disengagement: 'Disengagement',
    misconceptions: 'Misconceptions',
  },
  practice: 'A practice of ours may be the cause:',
  chosen: 'Interventions that fit, and those we choose',
  chosenColumns: ['Intervention', 'Usual', 'Chosen', 'Who', 'From'],
  assessment: 'Another assessment was used instead:',
};

export type FormWords = typeof ENGLISH;

const SPANISH: FormWords = {
  forms: {
    contract: 'Contrato de asistencia',
    'contact-log': 'Registro de comunicaciones',
    plan: 'Plan de intervención de asistencia',
    matching: 'Causas e intervenciones que corresponden',
    minutes: 'Acta de una reunión',
  },
  blank: 'Formulario en blanco',
  contactColumns: ['Fecha y hora', 'Cómo', 'Con quién', 'Quién llamó', 'Qué resultó', 'Idioma, intérprete'],
  contactHow:
    'Cómo: teléfono, correo, en persona, visita a casa, mensaje. Puede escribir cualquier persona del personal.',
  year: 'Año escolar',
  term: 'Período',
  from: 'Desde',
  to: 'Hasta',
  general: 'General',
  owner: 'Quién responde por él',
  reason: 'Por qué se hizo el plan',
  interventions: 'Intervenciones',
  interventionColumns: ['Qué', 'Desde', 'Hasta', 'Con qué frecuencia', 'Quién', 'Cómo fue'],
  journal: 'Diario',
  journalColumns: ['Fecha', 'Anotación', 'Quién'],
  evaluation: 'Evaluación',
  familyPart: 'La familia',
  familyParts: ['participó', 'fue invitada, no participó', 'no fue invitada'],
  comments: 'Comentarios de la familia',
  view: 'Nuestra opinión',
  views: ['ayudó', 'en parte', 'no ayudó'],
  outcome: 'Resultado',
  howFar: '¿En qué medida se aplica cada una?',
  causeColumns: ['Causa', 'no', 'algo', 'mucho', 'no se sabe'],
  groups: {
    barriers: 'Obstáculos',
    aversion: 'Aversión',
    disengagement: 'Falta de vínculo',
    misconceptions: 'Ideas equivocadas',
  },
  practice: 'Una práctica nuestra puede ser la causa:',
  chosen: 'Intervenciones que corresponden, y las que elegimos',
  chosenColumns: ['Intervención', 'Usual', 'Elegida', 'Quién', 'Desde'],
  assessment: 'Se usó otra evaluación:',
};

export function formWordsOf(language: string): FormWords {
  return language.toLowerCase().startsWith('es') ? SPANISH : ENGLISH;
}
