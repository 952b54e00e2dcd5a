/** The words of the app: one file for each screen and language, loaded when the screen is. */
import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { OF_BEGINNINGS } from './beginning-names.ts';
import enParts from './en/parts.json' with { type: 'json' };
import enShell from './en/shell.json' with { type: 'json' };

/** Languages of the app itself; letters know more. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Values = Readonly<Record<string, string | number>>;
/** Says a phrase. `count` chooses the plural. */
export type Say = (key: string, values?: Values) => string;

type WordFile = { readonly default: object };
const files = import.meta.glob<WordFile>(['./*/*.json', '!./*/{shell,parts,exact,home,sign-in}.json']);

/** Words that the first page of a visit says: one file for each language, as a slow line takes long for each. */
const beginnings: Readonly<Record<string, () => Promise<{ readonly words: Readonly<Record<string, object>> }>>> = {
  en: () => import('./beginning-en.ts'),
  es: () => import('./beginning-es.ts'),
};

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, namespace: string, done: ReadCallback) => {
    const load = OF_BEGINNINGS.includes(namespace)
      ? async () => ({ default: (await beginnings[language]?.())?.words[namespace] ?? {} })
      : files[`./${language}/${namespace}.json`];
    if (load === undefined) return done(new Error(`no words for ${namespace} in ${language}`), false);
    void readFile(load, { namespace, done });
  },
};

const ALWAYS_THERE: Readonly<Record<string, object>> = { shell: enShell, parts: enParts };

/** Both languages have the same phrases, so none falls back to the other: only a file that does not come gives way to English. */
async function readFile(
  load: () => Promise<WordFile>,
  { namespace, done }: { readonly namespace: string; readonly done: ReadCallback },
): Promise<void> {
  try {
    done(null, (await load()).default);
  } catch (error) {
    const english = ALWAYS_THERE[namespace];
    if (english === undefined) done(error as Error, false);
    else done(null, english);
  }
}

/** Starts the words in a language. English of the shell is always there. */
export async function startWords(language: Language): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: LANGUAGES,
      ns: ['shell', 'parts'],
      defaultNS: 'shell',
      partialBundledLanguages: true,
      resources: { en: { shell: enShell, parts: enParts } },
      keySeparator: '.',
      interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
      returnNull: false,
      react: { useSuspense: true },
    });
  showLanguage(language);
}

/** Changes the language of the whole page. */
export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
  showLanguage(language);
}

/** Loads the words of screens ahead, so that a screen does not wait twice. */
export function loadWords(namespaces: readonly string[]): Promise<void> {
  return i18next.loadNamespaces(namespaces);
}

/** A phrase that a catalogue may not have, or not yet: undefined then. Does not wait for it. */
export function sayIfKnown(namespace: string, key: string, values: Values = {}): string | undefined {
  return i18next.exists(key, { ns: namespace }) ? i18next.t(key, { ns: namespace, ...values }) : undefined;
}

/** The words of a screen: `const t = useWords('worklist'); t('title')`. */
export function useWords(namespace: string): Say {
  const { t } = useTranslation(namespace);
  return t as unknown as Say;
}

/** The language the page speaks. */
export function useLanguage(): Language {
  const { i18n } = useTranslation('shell');
  return languageOf(i18n.language);
}

/** The language the server gave the page: the person's, else the first of the browser's that the app has. */
export function pageLanguage(): Language {
  return languageOf(document.documentElement.lang);
}

function languageOf(tag: string | undefined): Language {
  return LANGUAGES.find((language) => language === tag) ?? 'en';
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
}
