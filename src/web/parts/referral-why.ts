/** Why a referral was made: in words, and the day it was met as the reader writes days. Input: `date` of `useDate`. */
export function whyOf(
  { why, whyOn }: { readonly why: string; readonly whyOn: string | null },
  date: (value: string) => string,
): readonly string[] {
  return whyOn === null ? [why] : [why, date(whyOn)];
}
