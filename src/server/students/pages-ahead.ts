/** Pages worked out before they are asked for: who opens the worklist goes on to its students. Done only while the server has little else to do. */
import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { reachOf, type Actor, type Reach } from '../../access/index.ts';
import type { Database } from '../../db/index.ts';
import type { Context, ServerParts } from '../context.ts';
import { ServerProblem } from '../problems.ts';
import { reachText } from '../worklist/computed-worklist.ts';
import type { Asked } from './open-student.ts';
import { headOf, whyOf, yearOf } from './page.ts';

/** Of one list: about what a screen shows of it. */
const OF_A_LIST = 20;
/** Of all lists together; who comes after is worked out when asked for. */
const MOST_WAITING = 2000;
/** Between two students: whoever is there goes first. Unit: ms. */
const PAUSE_MS = 5;
/** The process counts as idle when it worked this part of a pause at most. */
const IDLE = 0.5;

type Parts = Asked['parts'] & Pick<ServerParts, 'districtId'>;

interface Wanted {
  readonly student: string;
  readonly actor: Actor;
  readonly reach: Reach;
}

export class PagesAhead {
  readonly #parts: Parts;
  readonly #waiting = new Map<string, Wanted>();
  readonly #onError: (error: unknown) => void;
  #work: Promise<void> | undefined;
  #isStopped = false;

  constructor(parts: Parts, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#onError = onError;
  }

  /** Those at the head of a list that this person has just been shown. Keys as in addresses, in the order of the list. */
  want(students: readonly string[], { actor, reach }: Pick<Wanted, 'actor' | 'reach'>): void {
    if (this.#isStopped) return;
    for (const student of [...new Set(students)].slice(0, OF_A_LIST)) {
      if (this.#waiting.size >= MOST_WAITING) break;
      this.#waiting.set(`${student} ${actor.language} ${reachText(reach)}`, { student, actor, reach });
    }
    this.#work ??= this.#workOff().finally(() => (this.#work = undefined));
  }

  /** Resolves when nothing is waiting. */
  async done(): Promise<void> {
    await this.#work;
  }

  /** Ends with the student at work; what still waits is forgotten. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#waiting.clear();
    await this.#work;
  }

  async #workOff(): Promise<void> {
    for (;;) {
      await idle();
      const [next] = this.#waiting;
      if (next === undefined) return;
      const [name, wanted] = next;
      this.#waiting.delete(name);
      await this.#open(wanted).catch((error: unknown) => {
        if (error instanceof ServerProblem) return;
        // As a rule the next would fail too: the database is away.
        this.#waiting.clear();
        this.#onError(error);
      });
    }
  }

  /** Seen by nobody, so nothing goes on record. */
  async #open({ student, actor, reach }: Wanted): Promise<void> {
    const { db, districtId } = this.#parts;
    const asked: Asked = {
      db,
      districtId,
      parts: this.#parts,
      actor,
      reach,
      sessionId: 'ahead',
      audit: () => Promise.resolve(),
      params: { student },
    };
    for (const part of [headOf, yearOf, whyOf]) {
      if (this.#isStopped) return;
      await part(asked);
    }
  }
}

/** Waits until the process had little to do for a moment. */
async function idle(): Promise<void> {
  for (;;) {
    const before: EventLoopUtilization = performance.eventLoopUtilization();
    await wait(PAUSE_MS);
    if (performance.eventLoopUtilization(before).utilization <= IDLE) return;
  }
}

const AHEAD = new WeakMap<Database, PagesAhead>();

/** From now on pages are worked out ahead for what this server's people are shown. */
export function startPagesAhead(parts: Parts, onError: (error: unknown) => void): PagesAhead {
  const ahead = new PagesAhead(parts, onError);
  AHEAD.set(parts.db, ahead);
  return ahead;
}

/** Says what a person was shown; without {@link startPagesAhead} nothing comes of it. */
export function lookAhead(
  { parts, actor }: Pick<Context, 'actor'> & { readonly parts: Pick<ServerParts, 'db'> },
  students: readonly string[],
): void {
  AHEAD.get(parts.db)?.want(students, { actor, reach: reachOf(actor, 'see-student') });
}
