import { describe, expect, it } from 'vitest';
import { parseDay } from '../../engine/index.ts';
import type { Day } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import { decisionSentence } from './decision-sentences.ts';
import type { DecisionAccount } from './decision-sentences.ts';

function day(iso: string): Day {
  return parseDay(iso) as Day;
}

const NOV2 = day('2026-11-02');
const NOV9 = day('2026-11-09');

describe('decisions in sentences', () => {
  it.each<readonly [DecisionAccount, string]>([
    [{ kind: 'after', code: 'L1' }, 'Waits: L1 comes first and is not issued yet.'],
    [
      { kind: 'gap-school-days', code: 'L1', sentOn: NOV2, need: 10, have: 5, readyOn: day('2026-11-16') },
      'Waits: L1 went out on Mon Nov 2, 2026. 10 school days must pass, 5 have. Ready Mon Nov 16, 2026.',
    ],
    [
      { kind: 'gap-school-days', code: 'L1', sentOn: NOV2, need: 10, have: 1, readyOn: null },
      'Waits: L1 went out on Mon Nov 2, 2026. 10 school days must pass, 1 has.',
    ],
    [{ kind: 'gap-further', code: 'L1', need: 1, have: 0 }, 'Waits for 1 more counted day after L1; 0 so far.'],
    [{ kind: 'gap-further', code: 'L1', need: 3, have: 1 }, 'Waits for 2 more counted days after L1; 1 so far.'],
    [{ kind: 'gap-event', event: 'meeting-held', code: 'L2' }, "Waits for 'meeting-held' after L2."],
    [
      { kind: 'settling', have: 1, need: 2, since: NOV9, readyOn: day('2026-11-11') },
      'Waits for notes: 1 of 2 school days since Mon Nov 9, 2026. Ready Wed Nov 11, 2026.',
    ],
    [
      { kind: 'approval', role: 'administrator', since: NOV9 },
      'Waits for administrator to approve, since Mon Nov 9, 2026.',
    ],
    [{ kind: 'conference' }, 'Waits for a conference date.'],
    [
      { kind: 'person', until: NOV9, by: 'A. Bell', reason: 'family moves.' },
      'Held until Mon Nov 9, 2026 by A. Bell: family moves.',
    ],
    [
      { kind: 'note', days: 'Mon Nov 2', since: NOV9 },
      'An excuse for Mon Nov 2 lies on the desk since Mon Nov 9, 2026; the SIS does not show it yet.',
    ],
    [
      { kind: 'note', days: '', since: NOV9 },
      'An excuse lies on the desk since Mon Nov 9, 2026; the SIS does not show it yet.',
    ],
    [
      { kind: 'declined', by: 'A. Bell', on: NOV9, reason: 'hospital' },
      'Declined by A. Bell on Mon Nov 9, 2026: hospital.',
    ],
    [{ kind: 'declined', by: '', on: NOV9, reason: '' }, 'Declined on Mon Nov 9, 2026.'],
    [{ kind: 'excluded', by: 'A. Bell', on: NOV9 }, "Marked 'no letters' by A. Bell, Mon Nov 9, 2026."],
    [{ kind: 'excluded', by: '', on: null }, "Marked 'no letters'."],
    [{ kind: 'exempt', flag: 'home-hospital' }, 'Exempt: home-hospital.'],
    [{ kind: 'not-enrolled', on: NOV9 }, 'Not enrolled on Mon Nov 9, 2026.'],
    [
      { kind: 'suppressed', on: NOV9, code: 'B1' },
      'On Mon Nov 9, 2026 B1 stands before it in its group; one of a group goes out.',
    ],
    [{ kind: 'satisfied', code: 'L2', on: NOV9 }, 'Covered by L2 of Mon Nov 9, 2026.'],
    [{ kind: 'satisfied', code: 'L2', on: null }, 'Covered by L2.'],
    [{ kind: 'noted' }, 'Counted only; sends nothing.'],
    [{ kind: 'carried-over', on: NOV9 }, 'Sent on Mon Nov 9, 2026, before Rollcall.'],
    [{ kind: 'lapsed', reason: '2 of 3 now' }, 'No longer met before it went out: 2 of 3 now.'],
    [{ kind: 'amended', on: NOV9 }, 'Sent on Mon Nov 9, 2026; the days have changed since. Nothing is sent again.'],
    [
      { kind: 'no-longer-met', on: NOV9, have: '2', need: '3' },
      'Sent on Mon Nov 9, 2026; today the count is 2 of 3. Decide.',
    ],
    [{ kind: 'adopted', on: NOV9 }, 'Settled on Mon Nov 9, 2026 without sending.'],
    [{ kind: 'issued', on: NOV9 }, 'Issued on Mon Nov 9, 2026.'],
    [{ kind: 'rescinded', on: NOV9, reason: 'note arrived' }, 'Rescinded on Mon Nov 9, 2026: note arrived.'],
    [
      { kind: 'withdrawn', on: NOV9, by: 'A. Bell', reason: 'wrong day' },
      'Withdrawn by A. Bell on Mon Nov 9, 2026: wrong day.',
    ],
    [{ kind: 'due' }, 'Due: nothing holds it back.'],
    [{ kind: 'other', reason: 'strike' }, 'Held: strike.'],
  ])('%#', (account, sentence) => {
    expect(decisionSentence(account)).toBe(sentence);
  });
});

describe('decisions in Spanish', () => {
  it.each<readonly [DecisionAccount, string]>([
    [{ kind: 'after', code: 'L1' }, 'Espera: L1 va primero y aún no se emitió.'],
    [
      { kind: 'gap-school-days', code: 'L1', sentOn: NOV2, need: 10, have: 5, readyOn: day('2026-11-16') },
      'Espera: L1 salió el lun 2 de nov de 2026. Plazo: 10 días de clases; han pasado 5. Listo el lun 16 de nov de 2026.',
    ],
    [
      { kind: 'gap-school-days', code: 'L1', sentOn: NOV2, need: 1, have: 1, readyOn: null },
      'Espera: L1 salió el lun 2 de nov de 2026. Plazo: 1 día de clases; ha pasado 1.',
    ],
    [{ kind: 'gap-further', code: 'L1', need: 1, have: 0 }, 'Espera 1 día contado más después de L1; 0 hasta ahora.'],
    [{ kind: 'gap-further', code: 'L1', need: 3, have: 1 }, 'Espera 2 días contados más después de L1; 1 hasta ahora.'],
    [{ kind: 'gap-event', event: 'meeting-held', code: 'L2' }, 'Espera «meeting-held» después de L2.'],
    [
      { kind: 'settling', have: 1, need: 2, since: NOV9, readyOn: day('2026-11-11') },
      'Espera justificantes: 1 de 2 días de clases desde el lun 9 de nov de 2026. Listo el mié 11 de nov de 2026.',
    ],
    [
      { kind: 'approval', role: 'administrator', since: NOV9 },
      'Espera la aprobación de la administración escolar desde el lun 9 de nov de 2026.',
    ],
    [{ kind: 'conference' }, 'Espera fecha de reunión.'],
    [
      { kind: 'person', until: NOV9, by: 'A. Bell', reason: 'se mudan.' },
      'Retenido hasta el lun 9 de nov de 2026 por A. Bell: se mudan.',
    ],
    [{ kind: 'person', until: null, by: 'A. Bell', reason: 'se mudan' }, 'Retenido por A. Bell: se mudan.'],
    [
      { kind: 'note', days: 'lun 2 de nov', since: NOV9 },
      'Hay un justificante para lun 2 de nov en el escritorio desde el lun 9 de nov de 2026; el sistema de información estudiantil aún no lo muestra.',
    ],
    [
      { kind: 'declined', by: 'A. Bell', on: NOV9, reason: 'hospital' },
      'Rechazado por A. Bell el lun 9 de nov de 2026: hospital.',
    ],
    [{ kind: 'declined', by: '', on: NOV9, reason: '' }, 'Rechazado el lun 9 de nov de 2026.'],
    [{ kind: 'excluded', by: '', on: null }, 'Marcado «sin cartas».'],
    [{ kind: 'excluded', by: 'A. Bell', on: NOV9 }, 'Marcado «sin cartas» por A. Bell, lun 9 de nov de 2026.'],
    [{ kind: 'exempt', flag: 'home-hospital' }, 'Exento: home-hospital.'],
    [{ kind: 'not-enrolled', on: NOV9 }, 'No inscrito el lun 9 de nov de 2026.'],
    [
      { kind: 'suppressed', on: NOV9, code: 'B1' },
      'El lun 9 de nov de 2026 B1 está antes en su grupo; de un grupo sale uno.',
    ],
    [{ kind: 'satisfied', code: 'L2', on: NOV9 }, 'Cubierto por L2 del lun 9 de nov de 2026.'],
    [{ kind: 'noted' }, 'Solo se cuenta; no envía nada.'],
    [{ kind: 'carried-over', on: NOV9 }, 'Enviado el lun 9 de nov de 2026, antes de Rollcall.'],
    [{ kind: 'lapsed', reason: '2 de 3' }, 'Dejó de cumplirse antes de salir: 2 de 3.'],
    [
      { kind: 'amended', on: NOV9 },
      'Enviado el lun 9 de nov de 2026; los días cambiaron después. No se envía nada otra vez.',
    ],
    [
      { kind: 'no-longer-met', on: NOV9, have: '2', need: '3' },
      'Enviado el lun 9 de nov de 2026; hoy la cuenta es 2 de 3. Decida.',
    ],
    [
      { kind: 'no-longer-met', on: NOV9, have: null, need: '', isKept: true },
      'Enviado el lun 9 de nov de 2026; hoy la cuenta es menos de lo necesario.',
    ],
    [{ kind: 'adopted', on: NOV9 }, 'Resuelto el lun 9 de nov de 2026 sin envío.'],
    [{ kind: 'issued', on: NOV9 }, 'Emitido el lun 9 de nov de 2026.'],
    [{ kind: 'rescinded', on: NOV9, reason: 'llegó nota' }, 'Anulado el lun 9 de nov de 2026: llegó nota.'],
    [
      { kind: 'withdrawn', on: NOV9, by: 'A. Bell', reason: 'otro día' },
      'Retirado por A. Bell el lun 9 de nov de 2026: otro día.',
    ],
    [{ kind: 'due' }, 'Pendiente: nada lo retiene.'],
    [{ kind: 'by-itself' }, 'Actúa por sí solo: ningún aviso espera a una persona.'],
    [{ kind: 'other', reason: 'huelga' }, 'Retenido: huelga.'],
  ])('%#', (account, sentence) => {
    expect(decisionSentence(account, 'es')).toBe(sentence);
  });
});

describe('what became of a letter', () => {
  it.each([
    [
      'sent-home',
      'Sent Fri Nov 13, 2026 (sent home) by A. Bell.',
      'Enviado el Fri Nov 13, 2026 (con el estudiante) por A. Bell.',
    ],
    [
      'e-mail',
      'Sent Fri Nov 13, 2026 (e-mail) by A. Bell.',
      'Enviado el Fri Nov 13, 2026 (correo electrónico) por A. Bell.',
    ],
    ['', 'Sent Fri Nov 13, 2026 by A. Bell.', 'Enviado el Fri Nov 13, 2026 por A. Bell.'],
  ])('a way is said in words: %s', (way, english, spanish) => {
    const words = ['sent', 'Fri Nov 13, 2026', way, 'A. Bell', ''] as const;
    expect(wordsOf('en').notice.step(...words)).toBe(english);
    expect(wordsOf('es').notice.step(...words)).toBe(spanish);
  });
});
