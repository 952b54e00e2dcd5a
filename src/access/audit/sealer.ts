/** Seals again and again while a process runs, and once more when it ends. */
import type { Database } from '../../db/index.ts';
import { sealSegments } from './seal.ts';

export interface SealerOptions {
  /** Between two sealings; a minute unless given. */
  readonly everyMs?: number;
  readonly now: () => Date;
  /** A sealing that failed; the next one goes on where it stopped. */
  readonly onError?: (error: unknown) => void;
}

export interface Sealer {
  /** Seals what is left and ends. */
  stop(): Promise<void>;
}

export function startSealer(db: Pick<Database, 'pool'>, { everyMs = 60_000, now, onError }: SealerOptions): Sealer {
  let working: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    try {
      await sealSegments(db, now());
    } catch (error) {
      onError?.(error);
    }
    working = undefined;
  };
  const timer = setInterval(() => {
    working ??= work();
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
      await work();
    },
  };
}
