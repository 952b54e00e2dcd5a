/** Which line the side panel is about, and whether it is open. */
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useState } from 'react';
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
    follow: setOpen,
    turn,
    show,
    why,
    turnWhy: () => setShowsWhy((is) => !is),
    close: () => setWanted(false),
  };
}
