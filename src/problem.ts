/**
 * A mistake in something a person wrote: a pack, a bundle, a template, an argument.
 * `found` is the value as written, `allowed` says in words what may stand there. Line and column count from 1.
 */
export interface Problem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Place inside the file, as `then.0.letter`. */
  readonly path?: string;
  readonly found: string;
  readonly allowed: string;
}

/** Thrown when something a person gave cannot be used: every problem at once. Commands print it and exit with 2. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(renderProblem).join('\n'));
    this.name = 'ProblemError';
    this.problems = problems;
  }
}

/** A refusal apart from its sentence, so that the app can say it in the language of the person: a code and what it names. */
export interface RefusalWords {
  /** As `decide.lapsed`; its words are in src/web/words/LANGUAGE/refusals.json. */
  readonly code: string;
  /** Texts, numbers, ISO days, codes of states (`state`, `states`), actions (`action`), roles (`roles`) and parts of a letterhead (`part`). Never a student's name or number. */
  readonly values?: Readonly<Record<string, string | number | readonly string[]>>;
}

/**
 * Something that was asked for cannot be done as things stand, and the person can do something about it.
 * The message says what and why; commands print it and exit with 1.
 */
export class Refusal extends Error {
  /** Left out: only the sentence is known. */
  readonly words: RefusalWords | undefined;
  constructor(message: string, words?: RefusalWords) {
    super(message);
    this.name = 'Refusal';
    this.words = words;
  }
}

/** `file:line:column path: found ...; allowed: ...`, without the parts that are not known. */
export function renderProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const where = [place, problem.path].filter((part) => part !== undefined && part !== '').join(' ');
  return `${where === '' ? '' : `${where}: `}found ${problem.found}; allowed: ${problem.allowed}`;
}
