/** Asks the same person to sign in again, over the page, when the session ends in mid-work. */
import { Suspense, lazy, useEffect, useState } from 'react';
import type { Me } from './me.ts';
import { onSessionEnd } from './session.ts';

const SignInDialog = lazy(async () => ({ default: (await import('./sign-in-dialog.tsx')).SignInDialog }));

export function SessionKeeper({ me }: { readonly me: Me }) {
  const [goOn, setGoOn] = useState<(() => void) | undefined>();
  useEffect(() => {
    onSessionEnd(() => new Promise<void>((resolve) => setGoOn(() => resolve)));
    return () => onSessionEnd(undefined);
  }, []);
  if (goOn === undefined) return null;
  const done = () => {
    setGoOn(undefined);
    goOn();
  };
  return (
    <Suspense fallback={null}>
      <SignInDialog me={me} onDone={done} />
    </Suspense>
  );
}
