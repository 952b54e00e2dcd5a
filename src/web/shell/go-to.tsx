import { useEffect, useRef } from 'react';
import { useGo } from './context.ts';

/** Shown where a page belongs elsewhere: goes there once, without a step in the history. */
export function GoTo({ address }: { readonly address: string }) {
  const go = useGo();
  const isGone = useRef(false);
  useEffect(() => {
    if (isGone.current) return;
    isGone.current = true;
    go(address, { replace: true });
  }, [go, address]);
  return null;
}
