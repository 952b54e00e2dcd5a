/** So many calendar days later, ISO; '' for what is no date. */
export function plusDays(on: string, days: number): string {
  const at = Date.parse(on);
  return Number.isNaN(at) ? '' : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
}
