import { useWords } from '../words/words.ts';

/** What a task asks for: in the words of the pack, or a sentence of the app. */
export function useTaskWords(): (what: string) => string {
  const t = useWords('tasks');
  return (what) => (what.startsWith('key:') ? t(`what.${what.slice('key:'.length)}`) : what);
}
