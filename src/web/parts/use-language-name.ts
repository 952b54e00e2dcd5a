import { useLanguage } from '../words/words.ts';

/** The name of a language in the language of the page: `Spanish` for `es`; what is no tag stays as it is. */
export function useLanguageName(): (tag: string) => string {
  const language = useLanguage();
  return (tag) => {
    try {
      const name = tag === '' ? '' : (new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag);
      return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
    } catch {
      return tag;
    }
  };
}
