/** Watches over the session: warns before it ends, and asks the same person to sign in again, over the page, when it has. */
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Me } from './me.ts';
import { fetchInSession, onSessionEnd } from './session.ts';
import { useIdlePause } from './use-idle-pause.ts';
import { useTimeLeft } from './use-time-left.ts';

const SignInDialog = lazy(async () => ({ default: (await import('./sign-in-dialog.tsx')).SignInDialog }));
const EndingDialog = lazy(async () => ({ default: (await import('./ending-dialog.tsx')).EndingDialog }));

export function SessionKeeper({ me }: { readonly me: Me }) {
  const [goOn, setGoOn] = useState<(() => void) | undefined>();
  const minutes = Math.round(me.secondsLeft / 60);
  const [minutesLeft, look] = useTimeLeft(minutes);
  useIdlePause();
  useEffect(() => {
    onSessionEnd(() => new Promise<void>((resolve) => setGoOn(() => resolve)));
    return () => onSessionEnd(undefined);
  }, []);
  const done = () => {
    setGoOn(undefined);
    goOn?.();
  };
  const stay = () => void fetchInSession('/api/me').then(look);
  return (
    <Suspense fallback={null}>
      {goOn !== undefined && <SignInDialog me={me} minutes={minutes} onDone={done} />}
      {goOn === undefined && minutesLeft !== undefined && <EndingDialog minutes={minutesLeft} onStay={stay} />}
    </Suspense>
  );
}
