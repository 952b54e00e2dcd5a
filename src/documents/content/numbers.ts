const FORMATS = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it, with Western digits and at most three decimals. */
export function numberIn(language: string, value: number): string {
  const format = FORMATS.get(language) ?? createFormat(language);
  FORMATS.set(language, format);
  return format.format(value);
}

/** Keeps a number, an address of the net or a reference from turning around in text that runs from right to left. */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'rtl' && text !== '' ? `\u2066${text}\u2069` : text;
}

function createFormat(language: string): Intl.NumberFormat {
  return new Intl.NumberFormat([language, 'en-US'], {
    numberingSystem: 'latn',
    maximumFractionDigits: 3,
    useGrouping: false,
  });
}
