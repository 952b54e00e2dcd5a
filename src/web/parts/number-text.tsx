/** Numbers in the reader's language. */
import { formatNumber, type NumberForm } from '../words/format.ts';
import { useLanguage } from '../words/words.ts';

export { localeOf } from '../words/format.ts';

interface NumberTextProps extends NumberForm {
  readonly value: number;
}

export function NumberText(props: NumberTextProps) {
  return useNumber()(props.value, props);
}

/** The same as a function, for labels. */
export function useNumber(): (value: number, how?: NumberForm) => string {
  const language = useLanguage();
  return (value, how = {}) => formatNumber(value, how, language);
}
