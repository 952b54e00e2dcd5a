/** The product on folders, through its doors: what `rollcall evaluate` prints and sets aside. */
import { judgeBundle, readBundle } from '../../src/bundle/index.ts';
import { sectionTen } from '../../src/cli/section-ten.ts';
import { parseDay } from '../../src/engine/index.ts';
import { readPack } from '../../src/packs/index.ts';
import { renderProblem } from '../../src/problem.ts';
import type { OracleResult } from './oracle.ts';

export async function evaluateProduct(folders: { bundle: string; pack: string }, asOf: string): Promise<OracleResult> {
  const reading = await readPack(folders.pack);
  if (!reading.ok) throw new Error(`the pack is refused: ${reading.problems.map(renderProblem).join('; ')}`);
  const bundle = await readBundle(folders.bundle);
  const judged = judgeBundle(bundle, { policy: reading.pack.policy, asOf: parseDay(asOf) as number });
  const lines = [...judged.students].flatMap(({ student, outcomes }) =>
    outcomes.map((outcome) => JSON.stringify(sectionTen(student, outcome))),
  );
  const setAside = judged.report().setAside.map(({ file, line, reason }) => ({ file, line, reason: reasonOf(reason) }));
  return { lines, setAside };
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^an unknown student/, 'unknown-student'],
  [/^an unknown school/, 'unknown-school'],
  [/^an unknown code/, 'unknown-code'],
  [/^an unknown period/, 'unknown-period'],
  [/not in session/, 'not-in-session'],
  [/not enrolled/, 'not-enrolled'],
  [/^a (malformed|blank)/, 'malformed'],
];

function reasonOf(words: string): string {
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? words;
}
