import { useMaybeMe } from '../shell/me.ts';

/** Today in the district's zone, as ISO text. */
export function useToday(): string {
  const zone = useMaybeMe()?.zone;
  return new Intl.DateTimeFormat('en-CA', {
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date());
}
