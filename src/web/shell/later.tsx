import { lazy, Suspense, useEffect, useState } from 'react';

const Toaster = lazy(async () => ({ default: (await import('../parts/toaster.tsx')).Toaster }));

/** So long after the app began, what nobody waits for is loaded. */
const LATER_MS = 1500;

/** What every page has and no first look needs. */
export function Later() {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isTime) return null;
  return (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  );
}
