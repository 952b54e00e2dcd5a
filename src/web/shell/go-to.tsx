import { useEffect } from 'react';
import { useGo } from './context.ts';

/** Shown where a page belongs elsewhere: goes there, without a step in the history. */
export function GoTo({ address }: { readonly address: string }) {
  const go = useGo();
  useEffect(() => go(address, { replace: true }), [go, address]);
  return null;
}
