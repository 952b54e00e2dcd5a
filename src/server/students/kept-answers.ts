/** Answers about students, kept while all they were made of is as it was. Whoever asks has been found to be allowed to, each time. */
import type { Written } from '../written.ts';

/** Unit: bytes, of all answers together. */
const MOST_BYTES = 128 * 1024 * 1024;
/** What nobody asked for in this time is forgotten. */
const KEPT_MS = 30 * 60_000;

/** What an answer rests on: the same texts, the same answer. */
export interface AnswerState {
  /** What is on record about the student, and what the district has in common. */
  readonly own: string;
  /** What is on record about everybody whom the person may see. */
  readonly wide: string;
}

export interface MadeAnswer {
  readonly answer: Written;
  /** It rests on other students too. */
  readonly isWide: boolean;
}

interface Kept {
  readonly state: AnswerState;
  readonly made: Promise<MadeAnswer>;
  /** undefined while it is being made. */
  isWide: boolean | undefined;
  bytes: number;
  askedAt: number;
}

export class KeptAnswers {
  /** The one asked for last stands last. */
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;

  /** The answer of this name, made anew where its state is another. Who asks while it is made waits for the same. */
  async of(
    name: string,
    { state, now }: { readonly state: AnswerState; readonly now: Date },
    make: () => Promise<MadeAnswer>,
  ): Promise<Written> {
    const at = now.getTime();
    const known = this.kept.get(name);
    if (known !== undefined && isTrue(known, state)) {
      this.kept.delete(name);
      this.kept.set(name, known);
      known.askedAt = at;
      return (await known.made).answer;
    }
    this.forget(name);
    const fresh: Kept = { state, made: make(), isWide: undefined, bytes: 0, askedAt: at };
    this.kept.set(name, fresh);
    try {
      const { answer, isWide } = await fresh.made;
      this.settle(name, fresh, { isWide, bytes: answer.body.length, at });
      return answer;
    } catch (error) {
      if (this.kept.get(name) === fresh) this.forget(name);
      throw error;
    }
  }

  private settle(
    name: string,
    fresh: Kept,
    { isWide, bytes, at }: { readonly isWide: boolean; readonly bytes: number; readonly at: number },
  ): void {
    if (this.kept.get(name) !== fresh) return;
    fresh.isWide = isWide;
    fresh.bytes = bytes;
    this.bytes += bytes;
    for (const [oldest, { askedAt }] of this.kept) {
      if (this.bytes <= MOST_BYTES && at - askedAt <= KEPT_MS) return;
      this.forget(oldest);
    }
  }

  private forget(name: string): void {
    this.bytes -= this.kept.get(name)?.bytes ?? 0;
    this.kept.delete(name);
  }
}

function isTrue({ state, isWide }: Kept, now: AnswerState): boolean {
  return state.own === now.own && (isWide === false || state.wide === now.wide);
}
