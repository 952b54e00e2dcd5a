/** Numbers in the reader's language. */
import { useLanguage } from '../words/words.ts';

interface NumberTextProps {
  readonly value: number;
  /** `percent`: 0.941 is 94.1%. */
  readonly as?: 'plain' | 'percent';
  /** Digits behind the point; as many as needed unless given. */
  readonly digits?: number;
}

export function NumberText(props: NumberTextProps) {
  return useNumber()(props.value, props);
}

/** The same as a function, for labels. */
export function useNumber(): (value: number, how?: Omit<NumberTextProps, 'value'>) => string {
  const language = useLanguage();
  return (value, { as = 'plain', digits } = {}) =>
    new Intl.NumberFormat(localeOf(language), {
      style: as === 'percent' ? 'percent' : 'decimal',
      ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    }).format(value);
}

/** US forms of dates and numbers, in the language of the page. */
export function localeOf(language: string): string {
  return `${language}-US`;
}
