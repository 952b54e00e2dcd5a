/** What the server refused, in the language of the page: its code has words here, its values their form. */
import type { ProblemShape } from '../../server/route.ts';
import { sayIfKnown } from '../words/words.ts';

type Values = NonNullable<ProblemShape['refusal']>['values'];
type Say = (key: string) => string | undefined;

/** Undefined where the server gave no code, or there are no words for it. Input: `date` says an ISO day. */
export function refusalText(
  problem: Pick<ProblemShape, 'refusal'> | undefined,
  date: (iso: string) => string,
  say: typeof sayIfKnown = sayIfKnown,
): string | undefined {
  if (problem?.refusal === undefined) return undefined;
  const { code, values } = problem.refusal;
  return say('refusals', code, inWords(values, { date, word: (key) => say('refusals', key) }));
}

interface Forms {
  readonly date: (iso: string) => string;
  readonly word: Say;
}

function inWords(values: Values, { date, word }: Forms): Readonly<Record<string, string | number>> {
  const said = (name: string, value: string): string => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(value);
    const folder = { state: 'states', states: 'states', action: 'actions', roles: 'roles', part: 'parts' }[name];
    return (folder === undefined ? undefined : word(`${folder}.${value}`)) ?? value;
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [name, value];
      return [
        name,
        [value]
          .flat()
          .map((one) => said(name, one))
          .join(', '),
      ];
    }),
  );
}
