/** The help of a screen: the entry `help` of its own words. */
import { useTranslation } from 'react-i18next';

export interface HelpText {
  /** What the screen is for; paragraphs. */
  readonly about: readonly string[];
  /** Questions and their answers. */
  readonly how: readonly { readonly title: string; readonly text: string }[];
  /** Keys of the screen beyond those of every list. */
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** As the words have it: `"help": { "about": { "1": "…" }, "how": { "1": { "title": "…", "text": "…" } }, "keys": { "C": "…" } }`. */
interface HelpEntry {
  readonly about?: Readonly<Record<string, string>>;
  readonly how?: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
  readonly keys?: Readonly<Record<string, string>>;
}

export function useHelpOf(screen: string): HelpText {
  const { t } = useTranslation(screen);
  const entry: unknown = t('help', { returnObjects: true });
  const { about = {}, how = {}, keys = {} } = isEntry(entry) ? entry : {};
  return { about: Object.values(about), how: Object.values(how), keys: Object.entries(keys) };
}

function isEntry(entry: unknown): entry is HelpEntry {
  return typeof entry === 'object' && entry !== null;
}
