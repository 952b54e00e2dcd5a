import { formatTime } from '../../words/format.ts';
import { useLanguage } from '../../words/words.ts';

/** `15:30` as people say it: `3:30 PM`. */
export function useTime(): (at: string) => string {
  const language = useLanguage();
  return (at) => formatTime(at, language);
}
