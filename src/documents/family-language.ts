/** The language a letter is made in, and the one the family wants (canonical; as written where it is no language tag). */
export interface LanguageChoice {
  readonly language: string;
  readonly wanted: string;
  /** Whether the family gets what it wants; `es-MX` is served by `es`. */
  readonly isServed: boolean;
}

/**
 * Chooses among the languages that the pack's letter has: the wanted one, else the same without region or script, else English.
 * Input: BCP 47 tags; three-letter tags (`spa`) are understood; blank means English. `available` has at least one.
 */
export function chooseLanguage(wantedTag: string, available: readonly string[]): LanguageChoice {
  const wanted = canonicalTag(wantedTag) ?? (wantedTag.trim() === '' ? 'en' : wantedTag.trim());
  const byTag = new Map(available.map((tag) => [(canonicalTag(tag) ?? tag).toLowerCase(), tag]));
  for (let tag = wanted.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = byTag.get(tag);
    if (found !== undefined) return { language: found, wanted, isServed: true };
  }
  const english = byTag.get('en') ?? byTag.get('en-us') ?? available.toSorted()[0] ?? 'en';
  return { language: english, wanted, isServed: sameBase(english, wanted) };
}

/** The canonical form of a tag (`EN-us` is `en-US`, `spa` is `es`); undefined where it is none. */
function canonicalTag(tag: string): string | undefined {
  if (!/^[a-z]{2,3}([-_]|$)/i.test(tag.trim())) return undefined;
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** Whether a language is written from right to left. */
export function isRightToLeft(language: string): boolean {
  const tag = language.toLowerCase();
  if (/-(latn|cyrl|guru)\b/.test(tag)) return false;
  return (
    ['ar', 'fa', 'ur', 'ps', 'he', 'ckb', 'prs', 'sd', 'ug', 'yi'].includes(tag.split('-')[0] ?? '') ||
    /-arab\b/.test(tag)
  );
}

function sameBase(a: string, b: string): boolean {
  return a.toLowerCase().split('-')[0] === b.toLowerCase().split('-')[0];
}
