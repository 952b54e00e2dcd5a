import { useWords } from '../../words/words.ts';

/** In the order of the form. */
export const SETTINGS = ['undoMinutes', 'idleMinutes', 'signInHelp', 'letterMail'] as const;
export type Setting = (typeof SETTINGS)[number];

/** A setting in words: `15 minutes`, `not at all`, `“Ask help@lakeside.example”`. */
export function useSettingText(): (setting: Setting, value: number | string) => string {
  const t = useWords('system');
  return (setting, value) => {
    if (setting === 'signInHelp') return value === '' ? t('settings.nothing') : t('settings.quoted', { text: value });
    if (setting === 'letterMail') return t(`settings.letterMail.${value === 'on' ? 'on' : 'off'}`);
    if (setting === 'undoMinutes' && Number(value) === 0) return t('settings.notAtAll');
    return t('settings.minutes', { count: Number(value) });
  };
}
