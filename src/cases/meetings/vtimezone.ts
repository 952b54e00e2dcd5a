/** A zone as a calendar wants it written beside an invitation: its offsets in the year of the meeting. */

/** VTIMEZONE of RFC 5545, with lines that end in CRLF. Input: an IANA name. */
export function vtimezoneOf(zone: string, year: number): string {
  const key = `${zone} ${year}`;
  const known = KNOWN.get(key) ?? writeZone(zone, year);
  KNOWN.set(key, known);
  return known;
}

const KNOWN = new Map<string, string>();

function writeZone(zone: string, year: number): string {
  const shifts = shiftsOf(zone, year);
  const parts = shifts.map(({ at, before, after }) => {
    const isSummer = after > Math.min(...shifts.map((shift) => shift.after));
    const kind = isSummer ? 'DAYLIGHT' : 'STANDARD';
    // The wall clock as it stood until the shift.
    const local = new Date(at + before * 60_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
    return [
      `BEGIN:${kind}`,
      `DTSTART:${local}`,
      `TZOFFSETFROM:${offsetText(before)}`,
      `TZOFFSETTO:${offsetText(after)}`,
      `END:${kind}`,
    ].join('\r\n');
  });
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE', ''].join('\r\n');
}

interface Shift {
  /** The instant, in milliseconds. */
  readonly at: number;
  /** Minutes that the wall clock is ahead of UTC. */
  readonly before: number;
  readonly after: number;
}

/** The state at the beginning of the year before, then each change until the year is over. */
function shiftsOf(zone: string, year: number): readonly Shift[] {
  const start = Date.UTC(year - 1, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const shifts: Shift[] = [{ at: start, before: offsetAt(zone, start), after: offsetAt(zone, start) }];
  for (let day = start; day < end; day += STEP) {
    const [before, after] = [offsetAt(zone, day), offsetAt(zone, day + STEP)];
    if (before !== after) shifts.push({ at: momentOf(zone, { from: day, until: day + STEP, before }), before, after });
  }
  return shifts;
}

/** A zone keeps an offset longer than that. Unit: milliseconds. */
const STEP = 7 * 86_400_000;

/** The minute in which the offset is no longer what it was. */
function momentOf(
  zone: string,
  { from, until, before }: { readonly from: number; readonly until: number; readonly before: number },
): number {
  let [low, high] = [from, until];
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, at: number): number {
  const format = FORMATS.get(zone) ?? wallClockFormat(zone);
  FORMATS.set(zone, format);
  const parts = format.formatToParts(new Date(at));
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return Math.round((wall - at) / 60_000);
}

function wallClockFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
