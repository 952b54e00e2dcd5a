/** Which rows are drawn: those in the window, the one with the focus, and all of them on paper. */
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Below so many pixels, with letters of the usual size, a list is shown as cards. */
const CARDS_BELOW = 576;
const CARD_HEIGHT = 160;

/** A row to draw, or so many pixels of rows that are not. */
export type Drawn = { readonly row: number } | { readonly gap: number; readonly key: string };

export interface GridWindow {
  readonly drawn: readonly Drawn[];
  readonly measure: (element: HTMLElement | null) => void;
  readonly isCards: boolean;
  readonly width: number;
  readonly last: number;
}

interface WindowInput {
  readonly count: number;
  readonly active: number;
  readonly keyOf: (index: number) => string;
  readonly frame: RefObject<HTMLElement | null>;
  readonly body: RefObject<HTMLElement | null>;
}

export function useGridWindow({ count, active, keyOf, frame, body }: WindowInput): GridWindow {
  const isPrinting = useIsPrinting();
  const width = useWidth(frame);
  const isCards = !isPrinting && width < CARDS_BELOW;
  const top = useTop(body);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      const isOutside = active >= 0 && active < range.count && !indexes.includes(active);
      return isOutside ? [...indexes, active].toSorted((a, b) => a - b) : indexes;
    },
    [active],
  );
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => (isCards ? CARD_HEIGHT : rowHeight()),
    overscan: 10,
    scrollMargin: top,
    getItemKey: keyOf,
    rangeExtractor,
  });
  const { measure } = virtualizer;
  useLayoutEffect(() => measure(), [isCards, measure]);
  const items = virtualizer.getVirtualItems();
  const drawn = isPrinting ? everyRow(count) : withGaps(items, virtualizer.getTotalSize(), top);
  return { drawn, measure: virtualizer.measureElement, isCards, width, last: items.at(-1)?.index ?? 0 };
}

function everyRow(count: number): readonly Drawn[] {
  return Array.from({ length: count }, (_, row) => ({ row }));
}

function withGaps(
  items: readonly { readonly index: number; readonly start: number; readonly end: number }[],
  totalSize: number,
  top: number,
): readonly Drawn[] {
  const drawn: Drawn[] = [];
  let at = 0;
  for (const { index, start, end } of items) {
    if (start - top > at) drawn.push({ gap: start - top - at, key: `before ${index}` });
    drawn.push({ row: index });
    at = end - top;
  }
  if (totalSize > at) drawn.push({ gap: totalSize - at, key: 'after' });
  return drawn;
}

/** The row height that the person chose, in pixels. */
export function rowHeight(): number {
  const style = getComputedStyle(document.documentElement);
  const rem = Number.parseFloat(style.fontSize);
  return (Number.parseFloat(style.getPropertyValue('--rc-row')) || 2.5) * rem;
}

function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}

/** Pixels as they would be with letters of the usual size: who has them twice as large has half the room. */
function inLetters(pixels: number): number {
  return (pixels * 16) / (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(() => inLetters(window.innerWidth));
  useLayoutEffect(() => {
    const found = element.current;
    if (found === null) return undefined;
    const read = () => setWidth(inLetters(found.clientWidth));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** How far down the page the rows begin. What stands above may change at any time. */
function useTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- after every drawing, because anything above may have changed
  useLayoutEffect(() => {
    const now = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(now - top) > 1) setTop(now);
  });
  return top;
}
