/**
 * Who is alike: the same band of attendance in the 20 school days before, the same band in the year until then, and the same band of days
 * without an excuse in the year so far.
 */
import type { Around } from './windows.ts';
import { WINDOW_DAYS } from './windows.ts';

/**
 * Percent of the 20 days missed, from which a band begins; the first begins at 0. The four bands of the app, parted further, because
 * within a wide band those with the response missed more, and would come up by themselves.
 */
export const BEFORE_BANDS = [5, 10, 15, 20, 30, 40] as const;

/** The same, of the days enrolled in the year before these 20. */
export const EARLIER_BANDS = [2.5, 5, 10, 20] as const;

/**
 * Days of the year so far with an absence, tardy or early leave without an excuse, from which a band begins; the first is none. Who was
 * ill comes back by themselves, who is truant less so, and a letter comes to the truant.
 */
export const UNEXCUSED_BANDS = [1, 3, 6] as const;

/** With fewer days in the year before the window its band would be chance; such students are compared with one another. */
export const FEWEST_EARLIER_DAYS = 10;

/** Students with the same number are alike. Ends: the lower end of a band belongs to it. */
export function likenessOf({ before, unexcused, earlier, earlierDays }: Around): number {
  const band =
    bandAt(BEFORE_BANDS, before, WINDOW_DAYS) * (UNEXCUSED_BANDS.length + 1) +
    UNEXCUSED_BANDS.filter((from) => unexcused >= from).length;
  const year = earlierDays < FEWEST_EARLIER_DAYS ? 0 : 1 + bandAt(EARLIER_BANDS, earlier, earlierDays);
  return band * (EARLIER_BANDS.length + 2) + year;
}

/** So many numbers there are. */
export const LIKENESSES = (BEFORE_BANDS.length + 1) * (UNEXCUSED_BANDS.length + 1) * (EARLIER_BANDS.length + 2);

/** Unit of `absent`: thousandths of days. Exact: thousandths × 100 against percent × 1000 × days. */
function bandAt(from: readonly number[], absent: number, days: number): number {
  let band = 0;
  while (band < from.length && absent >= (from[band] as number) * 10 * days) band += 1;
  return band;
}
