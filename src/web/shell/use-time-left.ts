import { useCallback, useEffect, useState } from 'react';
import { fetchInSession, sinceLastAnswer } from './session.ts';

const LOOK_EVERY_MS = 10_000;
const WARN_MINUTES = 2;
/** The server notes use once a minute: so long after the end it is over for certain. */
const OVER_FOR_CERTAIN_MINUTES = -1.5;

/**
 * Whole minutes until the session ends, once there are two or fewer; and how to look again at once.
 * When it is over, one request finds that out, so that what is on the screen does not stay open for anybody who passes.
 * Input: `minutes` from the last answer to the end.
 */
export function useTimeLeft(minutes: number): readonly [number | undefined, () => void] {
  const [left, setLeft] = useState<number>();
  const look = useCallback(() => {
    const now = minutes - sinceLastAnswer() / 60_000;
    setLeft(now > WARN_MINUTES ? undefined : Math.max(1, Math.ceil(now)));
    if (now < OVER_FOR_CERTAIN_MINUTES) void fetchInSession('/api/me').then(() => setLeft(undefined));
  }, [minutes]);
  useEffect(() => {
    // A session that is shorter than the warning, or clocks that disagree: no warning is better than a wrong one.
    if (minutes <= WARN_MINUTES) return undefined;
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [minutes, look]);
  return [left, look];
}
