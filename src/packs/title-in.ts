import type { Criterion } from '../engine/index.ts';

/** The title of a criterion in a language; where the pack has no words in it, as the criterion gives it. */
export function titleIn({ title, translated }: Pick<Criterion, 'title' | 'translated'>, language: string): string {
  return translated?.[language]?.title ?? title;
}
