/** The words of explanations by language: the structure of a sentence is said once, its words here. */
import { english } from './english.ts';
import { spanish } from './spanish.ts';

/** Languages of people who work with the app. The command line speaks English. */
export type Language = 'en' | 'es';

/** What each language says; English gives the shape. */
export type Catalogue = typeof english;

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: english, es: spanish };

export function wordsOf(language: Language): Catalogue {
  return CATALOGUES[language];
}
