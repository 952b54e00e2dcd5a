/**
 * Pages that ask again by themselves stop doing so when nobody has touched them for a while: otherwise a page left open would keep
 * its session for ever.
 */
import { focusManager } from '@tanstack/react-query';
import { useEffect } from 'react';

const IDLE_AFTER_MS = 3 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function useIdlePause(): void {
  useEffect(() => {
    let isIdle = false;
    let timer = setTimeout(pause, IDLE_AFTER_MS);
    function pause(): void {
      isIdle = true;
      focusManager.setFocused(false);
    }
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(pause, IDLE_AFTER_MS);
      // From now on the window itself says whether it is looked at.
      if (isIdle) focusManager.setFocused(undefined);
      isIdle = false;
    };
    for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, touch, { capture: true });
      focusManager.setFocused(undefined);
    };
  }, []);
}
