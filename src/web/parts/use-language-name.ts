import { nameOfLanguage } from '../words/format.ts';
import { useLanguage } from '../words/words.ts';

/** The name of a language in the language of the page, as a label: `Spanish`, `Inglés`; what is no tag stays as it is. */
export function useLanguageName(): (tag: string) => string {
  const language = useLanguage();
  const inWords = useLanguageInWords();
  return (tag) => {
    const name = inWords(tag);
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  };
}

/** The same as it stands within a sentence: `in Spanish`, `en inglés`. */
export function useLanguageInWords(): (tag: string) => string {
  const language = useLanguage();
  return (tag) => (tag === '' ? '' : nameOfLanguage(tag, language));
}
