import type { ContractTerm, ContractTexts } from './contract.ts';

/**
 * Each copy says the same: a term of one's own that was written in one language stands in the others as it was written, until
 * somebody translates it.
 */
export function withOwnTerms(texts: ContractTexts, languages: readonly string[]): ContractTexts {
  const ownOf = (language: string, part: string): readonly ContractTerm[] =>
    texts[language]?.parts.find((one) => one.part === part)?.terms.filter(({ isOwn }) => isOwn) ?? [];
  return Object.fromEntries(
    Object.entries(texts).map(([language, text]) => {
      const parts = text.parts.map((part) => {
        const have = ownOf(language, part.part).length;
        const longest = languages
          .map((other) => ownOf(other, part.part))
          .reduce((most, own) => (own.length > most.length ? own : most), [] as readonly ContractTerm[]);
        return languages.includes(language) ? { ...part, terms: [...part.terms, ...longest.slice(have)] } : part;
      });
      return [language, { ...text, parts }];
    }),
  );
}
