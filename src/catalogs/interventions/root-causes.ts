import { defineCatalog, ROOT_CAUSE_GROUPS, type RootCauseGroup } from '../catalog.ts';

/** Why students miss school, in four groups (after Attendance Works). */
export const rootCauses = defineCatalog({
  catalog: 'root-causes',
  fields: [{ key: 'group', kind: 'choice', choices: ROOT_CAUSE_GROUPS }],
  shipped: [
    cause('HEALTH', 'barriers', 'Illness or health', 'Enfermedad o salud'),
    cause('TRANSPORT', 'barriers', 'Getting to school', 'Llegar a la escuela'),
    cause('SAFETY', 'barriers', 'Safety on the way or at home', 'Seguridad en el camino o en casa'),
    cause('HOUSING', 'barriers', 'Housing, food or other basic needs', 'Vivienda, comida u otras necesidades'),
    cause('CARE', 'barriers', 'Looking after family, or work', 'Cuidar a la familia, o trabajar'),
    cause('ACADEMIC', 'aversion', 'Struggling with learning', 'Dificultades para aprender'),
    cause('PEERS', 'aversion', 'Trouble with others, bullying', 'Problemas con otros, acoso'),
    cause('ANXIETY', 'aversion', 'Fear or worry about school', 'Miedo o ansiedad por la escuela'),
    cause('DISCIPLINE', 'aversion', 'Suspensions, conflict with staff', 'Suspensiones, conflictos con el personal'),
    cause('BELONGING', 'disengagement', 'Nobody there to belong with', 'Falta de vínculos en la escuela'),
    cause('BOREDOM', 'disengagement', 'Bored, or sees no use in it', 'Aburrimiento, o no le ve sentido'),
    cause('CREDITS', 'disengagement', 'Far behind in credits', 'Muy atrasado en créditos'),
    cause('FEW-DAYS', 'misconceptions', '“A few days do no harm”', '«Unos días no hacen daño»'),
    cause('EXCUSED', 'misconceptions', '“Excused days do not count”', '«Los días justificados no cuentan»'),
    cause('EARLY', 'misconceptions', '“It matters only in later grades”', '«Solo importa en grados superiores»'),
    cause('TRACK', 'misconceptions', 'Lost track of how many days', 'Perdió la cuenta de los días'),
  ],
});

function cause(code: string, group: RootCauseGroup, en: string, es: string) {
  return { code, name: { en, es }, extra: { group } };
}
