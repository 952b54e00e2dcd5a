import { useState } from 'react';
import { useMaybeMe } from '../shell/me.ts';

/** The day on which the component was first shown, in the district's zone, as ISO text. */
export function useToday(): string {
  const zone = useMaybeMe()?.zone;
  const [today] = useState(() => todayIn(zone));
  return today;
}

function todayIn(zone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', {
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date());
}
