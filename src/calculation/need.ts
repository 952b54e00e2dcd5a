import type { SimpleRule } from '../engine/index.ts';

/** What a rule asks for, as it is printed beside the count: days and percentages as plain numbers. null: nothing to count. */
export function needOf(rule: SimpleRule): string | null {
  switch (rule.type) {
    case 'total':
      return String(rule.measure === 'days' ? rule.band.atLeast / 1000 : rule.band.atLeast);
    case 'same':
      return String(rule.band.atLeast);
    case 'pattern':
      return String(rule.days.atLeast);
    case 'rate':
      return `${rule.percent / 1000}%`;
    case 'event':
      return null;
  }
}
