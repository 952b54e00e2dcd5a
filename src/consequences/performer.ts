/** How a kind of consequence is planned, carried out and taken back. Its settings are in `settings.ts` of its folder. */
import type pg from 'pg';
import type { OccasionWords, ThingRef, Who } from '../cases/index.ts';
import type { Policy } from '../engine/index.ts';

/** What a consequence follows from: one notice, as it is stamped. */
export interface Occasion {
  readonly noticeId: number;
  readonly pack: string;
  readonly criterion: string;
  /** The criterion's title. */
  readonly title: string;
  readonly student: string;
  /** The student's school now. */
  readonly school: string;
  /** ISO, as all days here. */
  readonly triggerOn: string;
  readonly cycleOn: string;
  readonly asOf: string;
  /** The first day of the school year as the pack sets it. */
  readonly yearStart: string;
  readonly occurrence: number;
  /** Stretches that the pack names: they stand in for the schools' terms of that kind. */
  readonly intervals: Policy['intervals'];
  /** What a notification is put into words with; left out before the notice is stamped. */
  readonly words?: OccasionWords;
}

/** What follows from an occasion, planned before the next one is. */
export interface PlannedBefore<Data = unknown> {
  readonly occasion: Occasion;
  readonly data: Data | null;
}

/** A sentence of the app: its name in the words `effects`, and the values in it. */
export interface Says {
  readonly key: string;
  /** A number whose name begins with `sum` adds up where sentences that read alike are counted. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A sentence of the app. */
export function sentence(key: string, values: Says['values'] = {}): Says {
  return { key, values };
}

/** What will happen, as a plain value: shown before, stored, then carried out. */
export interface PlannedEffect<Data = unknown> {
  readonly kind: string;
  /** Its place in `then`, from 0. */
  readonly no: number;
  readonly says: Says;
  /** Null: nothing happens, and `says` tells why. */
  readonly data: Data | null;
}

export interface Performer<Settings = never, Facts = unknown, Data = unknown> {
  readonly kind: string;
  /**
   * What the plans of these occasions need to know, read in a few questions for all of them.
   * Input: `before`, what was planned of this kind just now and is not carried out yet, in its order; of kinds that move on only.
   */
  readonly readFacts: (
    client: pg.ClientBase | pg.Pool,
    districtId: number,
    occasions: readonly Occasion[],
    settings: Settings,
    before: readonly PlannedBefore<Data>[],
  ) => Promise<Facts>;
  /** Each occasion of a student starts from what the one before left: planned one after the other. */
  readonly movesOn?: boolean;
  /** Pure: the same settings, occasion and facts give the same plan. */
  readonly plan: (settings: Settings, occasion: Occasion, facts: Facts) => Omit<PlannedEffect<Data>, 'kind' | 'no'>;
  /** In the transaction that stamps, all at once, in their order. Done again it changes nothing. Null: nothing was to be made. */
  readonly perform: (
    client: pg.ClientBase,
    who: Who,
    effects: readonly { readonly occasion: Occasion; readonly data: Data }[],
  ) => Promise<readonly (ThingRef | null)[]>;
  /** What becomes of it when its notice is withdrawn or undone; `refuse`: then the notice cannot be. */
  readonly whenWithdrawn: 'cancel' | 'stay' | 'refuse';
  /** Takes back what was made, with a reason; what people did with it meanwhile stays on record. */
  readonly cancel?: (client: pg.ClientBase, who: Who, made: readonly ThingRef[], reason: string) => Promise<void>;
}

/** Types a performer by its own settings, and lets the list hold it. */
export function definePerformer<Settings, Facts, Data>(performer: Performer<Settings, Facts, Data>): AnyPerformer {
  return performer as unknown as AnyPerformer;
}

/** A performer in the list: its settings were checked when the pack was read. */
export type AnyPerformer = Performer<Readonly<Record<string, unknown>>>;
