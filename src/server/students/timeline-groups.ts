/** The timeline narrowed to what a person takes for one kind. */
import { TIMELINE_GROUPS, type TimelineGroup } from './shapes.ts';
import type { Item } from './timeline-item.ts';

/** Input: no group: all. */
export function ofGroup(items: readonly Item[], group: TimelineGroup | undefined): readonly Item[] {
  if (group === undefined) return items;
  const kinds: readonly Item['kind'][] = TIMELINE_GROUPS[group];
  return items.filter(({ kind }) => kinds.includes(kind));
}

/** What there is of each, in the order of the table; what there is nothing of is left out. */
export function groupsOf(items: readonly Item[]): { kind: TimelineGroup; count: number }[] {
  return (Object.keys(TIMELINE_GROUPS) as TimelineGroup[])
    .map((kind) => ({ kind, count: ofGroup(items, kind).length }))
    .filter(({ count }) => count > 0);
}
