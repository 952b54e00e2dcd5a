/** `Mon, Nov 16, 8:00 AM PST`: an instant in a zone. */
export function momentIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
    .format(at)
    .replaceAll('\u202f', ' ');
}

/** `9:38 AM PST`: the time of day of an instant in a zone. Input: an ISO instant; the zone by its IANA name. */
export function timeOfDay(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
    .format(new Date(instant))
    .replaceAll('\u202f', ' ');
}
