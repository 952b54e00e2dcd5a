/** An entry of the log in words: the same on screen and on paper. */
import type { Say } from './say.ts';

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** "saw a list: worklist"; of a refusal what was asked for. An action without words of its own stands as it is written. */
export function actionText(t: Say, { action, outcome, detail }: Entry): string {
  if (outcome === 'refused') return t('askedFor', { what: apart(action) });
  const text = t(`actions.${action}`, { defaultValue: apart(action) });
  const { list } = detail;
  if (typeof list !== 'string') return text;
  return t('ofList', { what: text, list: t(`lists.${list}`, { defaultValue: apart(list) }) });
}

/** `readOwnStudents`, `own-students`: "read own students", "own students". */
function apart(name: string): string {
  return name
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter}`)
    .replaceAll('-', ' ')
    .toLowerCase();
}
