/** The lines of a plan as they are written. */
import type { TierPage } from '../../../server/tiers/shapes.ts';

type Part = TierPage['template']['lines'][number]['part'];

export interface DraftLine {
  readonly key: string;
  readonly part: Part;
  /** The question it answers; '' for a line of one's own. */
  readonly prompt: string;
  readonly words: string;
  readonly who: string;
  /** ISO; '' without a day. */
  readonly dueOn: string;
}

/** What is on file, then the questions of the template that nothing answers yet. */
export function linesOf(
  { plan, templates }: Pick<TierPage, 'plan' | 'templates'>,
  template: string,
): readonly DraftLine[] {
  const asked = templates.find(({ name }) => name === template)?.lines ?? [];
  const written = (plan?.lines ?? []).map((line, at) => ({
    ...line,
    key: `on-file-${at}`,
    prompt: '',
    dueOn: line.dueOn ?? '',
  }));
  const left = new Map<string, number>();
  for (const { part } of written) left.set(part, (left.get(part) ?? 0) + 1);
  const open = asked.flatMap(({ part, prompt }, at) => {
    const have = left.get(part) ?? 0;
    if (have > 0) {
      left.set(part, have - 1);
      return [];
    }
    return [{ key: `asked-${at}`, part, prompt, words: '', who: '', dueOn: '' }];
  });
  return [...written, ...open];
}

/** Lines that have a day of their own. */
export function hasDay(part: Part): boolean {
  return part === 'follow-up' || part === 'feedback';
}
