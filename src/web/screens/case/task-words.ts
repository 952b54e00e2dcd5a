/** What a task asks for: in words as it was written, or a sentence of the app behind `key:`. */
import { useTranslation } from 'react-i18next';
import { useWords } from '../../words/words.ts';

export function useTaskWords(): (what: string) => string {
  const t = useWords('steps');
  const { i18n } = useTranslation('steps');
  return (what) => {
    if (!what.startsWith('key:')) return what;
    const key = what.slice('key:'.length);
    return i18n.exists(`tasks.${key}`, { ns: 'steps' }) ? t(`tasks.${key}`) : key.replaceAll('-', ' ');
  };
}
