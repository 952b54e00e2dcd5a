import type { SettingsState } from '../../../server/system/contract.ts';
import { useWeekday } from '../runs/words-of-jobs.ts';
import { localeOf } from '../../parts/number-text.tsx';
import { useLanguage, useWords } from '../../words/words.ts';

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

/** `8:00 AM` for `08:00`, in the language of the page. */
function useTimeOfDay(): (time: string) => string {
  const language = useLanguage();
  return (time) =>
    new Intl.DateTimeFormat(localeOf(language), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      new Date(`2000-01-01T${time}:00Z`),
    );
}

/** A setting in words: `15 minutes`, `not at all`, `“Ask help@lakeside.example”`, `Mon, Tue`. */
export function useSettingText(): (setting: Setting, value: number | string) => string {
  const t = useWords('system');
  const weekday = useWeekday();
  const time = useTimeOfDay();
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
        return time(String(value));
      case 'undoMinutes':
      case 'idleMinutes':
        if (setting === 'undoMinutes' && Number(value) === 0) return t('settings.notAtAll');
        return t('settings.minutes', { count: Number(value) });
    }
  };
}
