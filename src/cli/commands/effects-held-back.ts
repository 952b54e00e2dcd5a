/** `rollcall effects held | perform | settle`: what Rollcall leaves to one decision. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { decideHeldBack, readHeldBack, type HeldBack } from '../../notices/index.ts';
import { effectsInWords } from '../effects-in-words.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface DecideOptions {
  readonly pack?: string;
  readonly criterion?: string;
  readonly school?: string;
  readonly reason?: string;
  readonly format: Format;
}

export function registerHeldBack(effects: Command): void {
  const held = effects
    .command('held')
    .description(
      'What Rollcall would do by itself and leaves to one decision: met before the pack was in use, or not made with its notice.',
    );
  formatOption(held).action(({ format }: { readonly format: Format }) =>
    withSession(async ({ db, districtId }) => printHeld(await readHeldBack(db.pool, districtId), format)),
  );
  for (const decision of ['perform', 'settle'] as const) registerDecision(effects, decision);
}

function printHeld(items: readonly HeldBack[], format: Format): void {
  if (format === 'json') {
    for (const item of items) printJsonLine({ ...item });
    return;
  }
  if (items.length === 0) return remark('Nothing is held back.');
  printTable(
    ['pack', 'criterion', 'what', 'how many', 'students', 'schools', 'first', 'last', 'why'],
    items.map(({ pack, criterion, kinds, count, students, schools, first, last, why, since, because }) => [
      pack,
      criterion,
      kinds.join(', '),
      count,
      students,
      schools,
      first,
      last,
      why === 'before-use'
        ? `met before ${since ?? ''}, the first day on which it acts by itself`
        : because || 'not made then',
    ]),
  );
}

function registerDecision(effects: Command, decision: 'perform' | 'settle'): void {
  const command = effects
    .command(decision)
    .description(
      decision === 'perform'
        ? 'Perform what was held back, as of today.'
        : 'Settle what was held back: it counts as issued, and nothing is made.',
    )
    .option('--pack <id>', 'of this pack alone')
    .option('--criterion <code>', 'of this criterion alone')
    .option('--school <id>', 'of students at this school alone')
    .option('--reason <text>', 'why; kept');
  formatOption(command).action(({ format, reason: given, ...filter }: DecideOptions) =>
    withSession(async (session) => {
      const asked = { ...filter, decision, reason: requireReason(given), key: randomUUID() };
      const done = await decideHeldBack(session.db, await whoOfSession(session), asked);
      if (format === 'json') printJsonLine({ decision, ...done });
      else remark(summaryOf(decision, done));
    }),
  );
}

function summaryOf(
  decision: 'perform' | 'settle',
  { decided, effects }: Awaited<ReturnType<typeof decideHeldBack>>,
): string {
  if (decided === 0) return 'Nothing of this is held back.';
  if (decision === 'settle') return `Settled ${formatCount(decided)} without performing.`;
  return `Performed ${formatCount(decided)}: ${effectsInWords(effects) || 'nothing to make'}.`;
}
