import { useNumber } from '../../parts/number-text.tsx';

/** "94.1%"; a dash where nobody was enrolled. */
export function useRateText(): (percent: number | null) => string {
  const number = useNumber();
  return (percent) => (percent === null ? '–' : `${number(percent, { digits: 1 })}%`);
}
