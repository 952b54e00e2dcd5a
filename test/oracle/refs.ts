/** Section 7: which trigger an `issued`, `declined` or `approved` event speaks of. */
import { windowOf } from './pack-text.ts';
import type { Scene } from './scene.ts';
import type { Trigger } from './triggers.ts';
import { cycleOf } from './windows.ts';

export interface Named {
  readonly date: string;
  readonly code: string;
  readonly occurrence: number;
  /** The day behind `@`; null: none is written. */
  readonly cycle: string | null;
}

/** Events of a kind with a ref that reads `CODE`, `CODE#n`, `CODE@CYCLE` or `CODE#n@CYCLE`. */
export function namedEvents(student: Scene, kind: string): Named[] {
  return student.events
    .filter((event) => event.event === kind)
    .flatMap((event) => {
      const parts = /^([^#@]+)(?:#(\d+))?(?:@(.+))?$/.exec(event.ref);
      if (parts === null) return [];
      return [
        { date: event.date, code: parts[1] as string, occurrence: Number(parts[2] ?? 1), cycle: parts[3] ?? null },
      ];
    });
}

/** Without `@` an event belongs to the cycle that contains its date. */
export function isOf(event: Named, trigger: Trigger): boolean {
  if (event.code !== trigger.criterion.code || event.occurrence !== trigger.occurrence) return false;
  return (event.cycle ?? cycleOf(windowOf(trigger.criterion), trigger.scene, event.date)) === trigger.cycle;
}
