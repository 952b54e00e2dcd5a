/** Words that are kept: as long as the app lets a person write them. */
import { ProblemError } from '../problem.ts';

/** Without the blanks around it. Unit: `least` and `most` are characters. Fails: ProblemError that names the option. */
export function wordsOption(
  option: string,
  text: string,
  { least = 1, most }: { readonly least?: number; readonly most: number },
): string {
  const words = text.trim();
  if (words.length >= least && words.length <= most) return words;
  const found = words === '' ? 'nothing' : `${words.length} characters`;
  throw new ProblemError([{ path: option, found, allowed: `${least} to ${most} characters` }]);
}
