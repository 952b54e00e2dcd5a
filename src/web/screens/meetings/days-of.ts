export const RANGES = ['week', 'month', 'past'] as const;
export type Range = (typeof RANGES)[number];

/** The first and the last day, both included, ISO: this week from Monday to Sunday, 30 days from today or up to it. */
export function daysOf(range: Range, today: string): { readonly from: string; readonly to: string } {
  if (range === 'month') return { from: today, to: shifted(today, 30) };
  if (range === 'past') return { from: shifted(today, -30), to: today };
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = shifted(today, -weekday);
  return { from: monday, to: shifted(monday, 6) };
}

function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
