import { defineCatalog } from '../catalog.ts';

/** What a journal entry is about. */
export const journalReasons = defineCatalog({
  catalog: 'journal-reasons',
  fields: [{ key: 'joinsPlan', kind: 'yes-no' }],
  shipped: [
    { code: 'ATTENDANCE', name: { en: 'Attendance', es: 'Asistencia' }, extra: { joinsPlan: true } },
    { code: 'BEHAVIOR', name: { en: 'Behavior', es: 'Conducta' }, extra: { joinsPlan: false } },
    { code: 'ACADEMIC', name: { en: 'Learning', es: 'Aprendizaje' }, extra: { joinsPlan: false } },
    { code: 'HEALTH', name: { en: 'Health', es: 'Salud' }, extra: { joinsPlan: false } },
    { code: 'FAMILY', name: { en: 'Family', es: 'Familia' }, extra: { joinsPlan: false } },
    { code: 'OTHER', name: { en: 'Other', es: 'Otro' }, extra: { joinsPlan: false } },
  ],
});
