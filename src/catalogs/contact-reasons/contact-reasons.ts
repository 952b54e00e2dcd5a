import { defineCatalog } from '../catalog.ts';

/** Why somebody got in touch with a family. */
export const contactReasons = defineCatalog({
  catalog: 'contact-reasons',
  fields: [],
  shipped: [
    { code: 'ATTENDANCE', name: { en: 'Attendance', es: 'Asistencia' }, extra: {} },
    { code: 'NOTE', name: { en: 'Note or excuse missing', es: 'Falta una nota o justificante' }, extra: {} },
    { code: 'LETTER', name: { en: 'About a letter', es: 'Sobre una carta' }, extra: {} },
    { code: 'MEETING', name: { en: 'Meeting or conference', es: 'Reunión o conferencia' }, extra: {} },
    { code: 'PLAN', name: { en: 'Plan or contract', es: 'Plan o acuerdo' }, extra: {} },
    { code: 'HEALTH', name: { en: 'Health', es: 'Salud' }, extra: {} },
    { code: 'WELFARE', name: { en: 'Is the student well?', es: '¿Está bien el estudiante?' }, extra: {} },
    { code: 'OTHER', name: { en: 'Other', es: 'Otro' }, extra: {} },
  ],
});
