/** `rollcall effects`: what notices brought about besides letters, and what a person says should become of it. */
import type { Command } from 'commander';
import { ProblemError } from '../../problem.ts';
import { decideEffect, parseNotice, readAskedEffects, readEffects, type EffectOnFile } from '../../notices/index.ts';
import { saysInWords } from '../effects-in-words.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { registerHeldBack } from './effects-held-back.ts';
import { withSession, type Session } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface DecideOptions {
  readonly reason?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const command = program
    .command('effects')
    .enablePositionalOptions()
    .description(
      'What notices brought about besides letters. Without a notice: what waits for a person because its notice changed or was rescinded.',
    )
    .argument('[notice]', 'as N12');
  formatOption(command).action((notice: string | undefined, { format }: { readonly format: Format }) =>
    withSession((session) => list(session, notice, format)),
  );
  for (const decision of ['undo', 'keep'] as const) registerDecision(command, decision);
  registerHeldBack(command);
}

async function list({ db, districtId }: Session, notice: string | undefined, format: Format): Promise<void> {
  const effects =
    notice === undefined
      ? await readAskedEffects(db.pool, { districtId })
      : await readEffects(db.pool, { districtId, notices: [parseNotice(notice)] });
  if (format === 'json') {
    for (const effect of effects) printJsonLine({ ...effect, words: saysInWords(effect.says) });
    return;
  }
  if (effects.length === 0)
    return remark(notice === undefined ? 'Nothing waits for a decision.' : 'Nothing follows but the letter.');
  printTable(['effect', 'notice', 'kind', 'what', 'state', 'made', 'asked'], effects.map(rowOf));
  if (effects.some(({ asked }) => asked !== null))
    remark('Decide: rollcall effects undo E12 --reason TEXT, or rollcall effects keep E12 --reason TEXT.');
}

function rowOf({ effectId, noticeId, kind, says, state, made, asked }: EffectOnFile): readonly (string | number)[] {
  const thing = made === null ? '' : `${made.thing} ${made.id}`;
  return [`E${effectId}`, `N${noticeId}`, kind, saysInWords(says), state, thing, asked ?? ''];
}

function registerDecision(effects: Command, decision: 'undo' | 'keep'): void {
  const command = effects
    .command(decision)
    .description(
      decision === 'undo'
        ? 'Take back what a notice brought about, after its days changed or it was rescinded.'
        : 'Let what a notice brought about stand although its days changed or it was rescinded.',
    )
    .argument('<effect>', 'as E12')
    .option('--reason <text>', 'why; kept');
  formatOption(command).action((named: string, options: DecideOptions) =>
    withSession(async (session) => {
      const reason = requireReason(options.reason);
      const effectId = parseEffect(named);
      const done = await decideEffect(session.db, await whoOfSession(session), { effectId, decision, reason });
      if (options.format === 'json') printJsonLine({ effect: `E${effectId}`, notice: `N${done.noticeId}`, decision });
      else remark(decision === 'undo' ? `E${effectId} is undone.` : `E${effectId} is kept.`);
    }),
  );
}

/** Reads `E12`. Fails: ProblemError. */
function parseEffect(text: string): number {
  const digits = /^E([1-9]\d{0,14})$/i.exec(text.trim())?.[1];
  if (digits === undefined) throw new ProblemError([{ found: `"${text}"`, allowed: 'an effect as E12' }]);
  return Number(digits);
}
