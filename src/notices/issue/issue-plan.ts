/** What an issue will do, as a plain value: shown before, carried out after. */
import type { LetterPlan } from '../../documents/index.ts';
import { isDue } from '../worklist/filter.ts';
import { isWithoutLetters } from '../worklist/worklist.ts';
import type { Worklist, WorklistLine } from '../worklist/worklist.ts';

export interface LeftOut {
  readonly line: WorklistLine;
  /** Why it stays due: nobody of the family can receive its letter. */
  readonly reason: LetterPlan['missing'][number]['reason'];
}

export interface IssuePlan {
  readonly asOf: string;
  /** What is stamped, in the order of the worklist. */
  readonly lines: readonly WorklistLine[];
  readonly leftOut: readonly LeftOut[];
  /** Under the same filter. */
  readonly held: number;
}

/** What of a notice goes out in this run. What is left out is not made later. */
export type Channels = 'letters' | 'notifications' | 'both';

/** Plans the issue of every due line. A notice whose letter nobody can receive is left out and stays due. */
export function planIssue(worklist: Worklist, channels: Channels = 'both'): IssuePlan {
  const due = worklist.lines.filter(isDue).flatMap((line) => throughChannels(line, channels));
  const leftOut = due.flatMap((line) => {
    const nobody = line.plans.find((plan) => plan.letters.length === 0);
    return nobody === undefined ? [] : [{ line, reason: nobody.missing[0]?.reason ?? 'no-guardian' } as const];
  });
  const staying = new Set(leftOut.map(({ line }) => line));
  return { asOf: worklist.asOf, lines: due.filter((line) => !staying.has(line)), leftOut, held: worklist.counts.held };
}

/** A notice that has nothing for the channel stays due. */
function throughChannels(line: WorklistLine, channels: Channels): readonly WorklistLine[] {
  if (channels === 'both') return [line];
  const has = (kind: string): boolean => line.rule.then.some((one) => one.kind === kind);
  if (channels === 'letters') return has('letter') || !has('notification') ? [line] : [];
  return has('notification') ? [{ ...line, letters: [], plans: [], slot: null }] : [];
}

export interface CriterionCount {
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  readonly notices: number;
  readonly letters: number;
  /** Of the letters: go by e-mail. All others are printed. */
  readonly byEmail: number;
  readonly languages: Readonly<Record<string, number>>;
  readonly conferences: number;
}

/** Counts by criterion, in the order of pack, group and processing. */
export function countsOf(lines: readonly WorklistLine[]): readonly CriterionCount[] {
  const groups = Map.groupBy(lines, (line) => `${line.pack}\n${line.criterion}`);
  const ordered = [...groups.values()].toSorted((one, other) =>
    compareLines(one[0] as WorklistLine, other[0] as WorklistLine),
  );
  return ordered.map((members) => {
    const [first] = members as [WorklistLine];
    const letters = members.flatMap((line) => line.plans.flatMap((plan) => plan.letters));
    const languages: Record<string, number> = {};
    for (const letter of letters) languages[letter.language] = (languages[letter.language] ?? 0) + 1;
    return {
      pack: first.pack,
      criterion: first.criterion,
      title: first.rule.title,
      notices: members.length,
      letters: letters.length,
      byEmail: letters.filter((letter) => letter.sendTo !== '').length,
      languages,
      conferences: members.filter((line) => line.slot !== null).length,
    };
  });
}

export interface IssueRemarks {
  /** Notices that go out without their letter, because the student has the flag `no-letters`. */
  readonly withoutLetters: number;
  /** Notices with letters to more than one home. */
  readonly twoHomes: number;
  /** Letters in another language than the family asked for, by that language. */
  readonly notInLanguage: Readonly<Record<string, number>>;
  /** Students whose letters go to one home, and how many homes these are. */
  readonly siblings: { readonly students: number; readonly homes: number };
}

/** How many homes a letter goes to, on paper or by e-mail. */
export function countHomes({ letters }: LetterPlan): number {
  return new Set(letters.map((letter) => letter.household)).size;
}

/** What a person should know of a plan before saying yes. */
export function remarksOf(lines: readonly WorklistLine[]): IssueRemarks {
  const notInLanguage: Record<string, number> = {};
  const homes = new Map<string, Set<string>>();
  for (const line of lines) {
    for (const letter of line.plans.flatMap((plan) => plan.letters)) {
      if (letter.wantedLanguage !== '')
        notInLanguage[letter.wantedLanguage] = (notInLanguage[letter.wantedLanguage] ?? 0) + 1;
      if (letter.sendTo === '')
        homes.set(letter.household, (homes.get(letter.household) ?? new Set()).add(line.student));
    }
  }
  const shared = [...homes.values()].filter((students) => students.size > 1);
  return {
    withoutLetters: lines.filter(isWithoutLetters).length,
    twoHomes: lines.filter((line) => line.plans.some((plan) => countHomes(plan) > 1)).length,
    notInLanguage,
    siblings: { students: new Set(shared.flatMap((students) => [...students])).size, homes: shared.length },
  };
}

function compareLines(one: WorklistLine, other: WorklistLine): number {
  if (one.pack !== other.pack) return one.pack < other.pack ? -1 : 1;
  return one.rule.order - other.rule.order || (one.criterion < other.criterion ? -1 : 1);
}
