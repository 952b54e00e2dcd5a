/** One thing that happened. */
import type { z } from 'zod';
import type { TimelineItem } from './shapes.ts';

export type Item = z.input<typeof TimelineItem>;

/** What most items do not say. */
export const NOTHING_MORE: Omit<Item, 'kind' | 'on' | 'at'> = {
  by: '',
  criterion: null,
  notice: null,
  what: '',
  note: '',
  days: [],
  counts: null,
  until: null,
  detail: {},
};
