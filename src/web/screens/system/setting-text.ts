import type { SettingsState } from '../../../server/system/contract.ts';
import { useWeekday } from '../runs/words-of-jobs.ts';
import { useWords } from '../../words/words.ts';

/** In the order of their forms. */
export const SETTINGS = [
  'undoMinutes',
  'idleMinutes',
  'signInHelp',
  'letterMail',
  'email',
  'text',
  'familyDays',
  'familyFrom',
  'familyUntil',
] as const satisfies readonly (keyof SettingsState['settings'])[];
export type Setting = (typeof SETTINGS)[number];

/** Those of the first form; the others are about the ways and hours of messages. */
export const GENERAL_SETTINGS = ['undoMinutes', 'idleMinutes', 'signInHelp', 'letterMail'] as const;

/** A setting in words: `15 minutes`, `not at all`, `“Ask help@lakeside.example”`, `Mon, Tue`. */
export function useSettingText(): (setting: Setting, value: number | string) => string {
  const t = useWords('system');
  const weekday = useWeekday();
  return (setting, value) => {
    switch (setting) {
      case 'signInHelp':
        return value === '' ? t('settings.nothing') : t('settings.quoted', { text: value });
      case 'letterMail':
      case 'email':
      case 'text':
        return t(`settings.letterMail.${value === 'on' ? 'on' : 'off'}`);
      case 'familyDays':
        return [...String(value)].map((day) => weekday(Number(day), 'short')).join(', ');
      case 'familyFrom':
      case 'familyUntil':
        return String(value);
      case 'undoMinutes':
      case 'idleMinutes':
        if (setting === 'undoMinutes' && Number(value) === 0) return t('settings.notAtAll');
        return t('settings.minutes', { count: Number(value) });
    }
  };
}
