/** Which line the side panel is about, and whether it is open. */
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';

export interface Panel {
  readonly open: WorklistLine | undefined;
  readonly isOpen: boolean;
  readonly showsWhy: boolean;
  /** The person is on another row: beside the list the panel follows, over the list it waits to be asked for. */
  readonly follow: (line: WorklistLine) => void;
  /** Opens it; on the line that it shows already, closes it. */
  readonly turn: (line: WorklistLine) => void;
  readonly show: (line: WorklistLine) => void;
  readonly why: (line: WorklistLine) => void;
  readonly turnWhy: () => void;
  readonly close: () => void;
}

export function usePanel(): Panel {
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [open, setOpen] = useState<WorklistLine | undefined>(undefined);
  const [isWanted, setWanted] = useState<boolean | undefined>(undefined);
  const [showsWhy, setShowsWhy] = useState(false);
  const isOpen = open !== undefined && (isWanted ?? isWide);
  const shown = isOpen ? open.trigger : undefined;
  const turn = useCallback(
    (line: WorklistLine) => {
      setOpen(line);
      setWanted(line.trigger !== shown);
    },
    [shown],
  );
  const show = useCallback((line: WorklistLine) => {
    setOpen(line);
    setWanted(true);
  }, []);
  const why = useCallback((line: WorklistLine) => {
    setOpen(line);
    setWanted(true);
    setShowsWhy(true);
  }, []);
  return {
    open,
    isOpen,
    showsWhy,
    follow: useAfterClick(setOpen),
    turn,
    show,
    why,
    turnWhy: () => setShowsWhy((is) => !is),
    close: () => setWanted(false),
  };
}

/** How long after letting go of the button its click has surely come. */
const CLICKED_MS = 50;

/**
 * Follows at once by keyboard, by pointer after the click: the panel makes the list narrower, and what was pressed must not
 * move away under the pointer.
 */
function useAfterClick(follow: (line: WorklistLine) => void): (line: WorklistLine) => void {
  const isDown = useRef(false);
  const waiting = useRef<WorklistLine | undefined>(undefined);
  useEffect(() => {
    const down = () => {
      isDown.current = true;
    };
    const up = () => {
      isDown.current = false;
      window.setTimeout(() => {
        if (waiting.current !== undefined) follow(waiting.current);
        waiting.current = undefined;
      }, CLICKED_MS);
    };
    window.addEventListener('pointerdown', down, true);
    window.addEventListener('pointerup', up, true);
    window.addEventListener('pointercancel', up, true);
    // Let go outside the window, a button tells nobody.
    const key = () => {
      isDown.current = false;
    };
    window.addEventListener('keydown', key, true);
    return () => {
      window.removeEventListener('pointerdown', down, true);
      window.removeEventListener('pointerup', up, true);
      window.removeEventListener('pointercancel', up, true);
      window.removeEventListener('keydown', key, true);
    };
  }, [follow]);
  return useCallback(
    (line: WorklistLine) => {
      if (isDown.current) waiting.current = line;
      else follow(line);
    },
    [follow],
  );
}
