/** An entry of the log in words: the same on screen and on paper. */
import type { Say } from './say.ts';

/** Actions with words of their own. */
const ACTIONS = [
  'view-list',
  'view-student',
  'view-document',
  'export-list',
  'print-list',
  'issue',
  'record-disclosure',
  'withdraw',
  'rescind',
  'print',
];

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** "saw a list: worklist"; of a refusal what was asked for. An action without words of its own stands as it is written. */
export function actionText(t: Say, { action, outcome, detail }: Entry): string {
  if (outcome === 'refused') return t('askedFor', { what: action });
  const text = ACTIONS.includes(action) ? t(`actions.${action}`) : action.replaceAll('-', ' ');
  const { list } = detail;
  return typeof list === 'string' ? t('ofList', { what: text, list }) : text;
}
