/** Spanish of decisions and of what became of a notice. */
import type { Catalogue } from './index.ts';
import { roleOf, wayOf } from './spanish-names.ts';

const decision: Catalogue['decision'] = {
  after: (code) => `Espera: ${code} va primero y aún no se emitió.`,
  gapSchoolDays: ({ code, sentOn, need, have, ready }) =>
    `Espera: ${code} salió el ${sentOn}. Plazo: ${need}; ${have === 1 ? 'ha pasado 1' : `han pasado ${have}`}.${ready}`,
  gapFurther: (short, code, have) =>
    `Espera ${short} ${short === 1 ? 'día contado' : 'días contados'} más después de ${code}; ${have} hasta ahora.`,
  gapEvent: (event, code) => `Espera «${event}» después de ${code}.`,
  settling: (have, need, since, ready) => `Espera justificantes: ${have} de ${need} desde el ${since}.${ready}`,
  ready: (day) => ` Listo el ${day}.`,
  approval: (role, since) => `Espera la aprobación de ${roleOf(role)} desde el ${since}.`,
  conference: 'Espera fecha de reunión.',
  held: (until, by, reason) => `Retenido${until === '' ? '' : ` hasta el ${until}`} por ${by}: ${reason}.`,
  note: (days, since) =>
    `Hay un justificante${days === '' ? '' : ` para ${days}`} en el escritorio desde el ${since}; el sistema de información estudiantil aún no lo muestra.`,
  declined: (by, on, reason) =>
    `Rechazado${by === '' ? '' : ` por ${by}`} el ${on}${reason === '' ? '' : `: ${reason}`}.`,
  withdrawn: (by, on, reason) => `Retirado por ${by} el ${on}: ${reason}.`,
  excluded: (by, on) => `Marcado «sin cartas»${by === '' ? '' : ` por ${by}`}${on === '' ? '' : `, ${on}`}.`,
  exempt: (flag) => `Exento: ${flag}.`,
  notEnrolled: (on) => `No inscrito el ${on}.`,
  suppressed: (on, code) => `El ${on} ${code} está antes en su grupo; de un grupo sale uno.`,
  satisfied: (code, on) => `Cubierto por ${code}${on === '' ? '' : ` del ${on}`}.`,
  noted: 'Solo se cuenta; no envía nada.',
  due: 'Pendiente: nada lo retiene.',
  byItself: 'Actúa por sí solo: ningún aviso espera a una persona.',
  other: (reason) => (reason === '' ? 'Retenido.' : `Retenido: ${reason}.`),
  issued: (on) => `Emitido el ${on}.`,
  adopted: (on) => `Resuelto el ${on} sin envío.`,
  carriedOver: (on) => `Enviado el ${on}, antes de Rollcall.`,
  rescinded: (on, reason) => `Anulado el ${on}${reason === '' ? '' : `: ${reason}`}.`,
  lapsed: (reason) => `Dejó de cumplirse antes de salir: ${reason}.`,
  amended: (on) => `Enviado el ${on}; los días cambiaron después. No se envía nada otra vez.`,
  noLongerMet: (on, have, need, isOpen) =>
    `Enviado el ${on}; hoy la cuenta es ${have === null ? 'menos de' : `${have} de`} ${need === '' ? 'lo necesario' : need}.${isOpen ? ' Decida.' : ''}`,
};

const byPeople: Catalogue['byPeople'] = {
  declined: 'Rechazado',
  approved: 'Aprobado',
  held: 'Retenido',
  note: 'Nota',
  line: (verb, until, by, on, reason) =>
    `${verb}${until === '' ? '' : ` hasta el ${until}`} por ${by} el ${on}: ${reason}.`,
  lifted: (by, on, reason) => ` Levantado por ${by} el ${on}: ${reason}.`,
};

const STEPS: Readonly<Record<string, string>> = {
  sent: 'Enviado',
  received: 'Recibido',
  presumed: 'Se presume recibido',
  returned: 'Devuelto',
  failed: 'No se pudo enviar',
  kept: 'Conservado',
  reissued: 'Emitido otra vez',
};

const notice: Catalogue['notice'] = {
  step: (step, on, way, by, note) =>
    `${STEPS[step] ?? step} el ${on}${way === '' ? '' : ` (${wayOf(way)})`} por ${by}${note === '' ? '' : `: ${note}`}.`,
  onFile: (name) => `${name} está archivado.`,
  versions: (sent, sentOn, now, nowOn) =>
    `Como se envió: ${sent === '' ? 'cuenta desconocida' : sent}, ${sentOn === '' ? 'en un día desconocido' : `el ${sentOn}`}; ahora: ${nowOn === null ? 'no se cumple' : `${now}, el ${nowOn}`}.`,
  metAgain: (on, isOpen) =>
    `Enviado el ${on}; después dejó de cumplirse y ahora se cumple otra vez.${isOpen ? ' Decida si se hace un aviso nuevo.' : ''}`,
};

export const decisions: Pick<Catalogue, 'decision' | 'byPeople' | 'notice'> = { decision, byPeople, notice };
