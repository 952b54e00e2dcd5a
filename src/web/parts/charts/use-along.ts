/** Walking along the marks of a chart by arrows: one stop of Tab, and what is said of the mark that one stands on. */
import { useState, type KeyboardEvent } from 'react';

export interface Mark {
  /** "Mon, Nov 9: 94.1%, below the goal" */
  readonly says: string;
  /** Left and right go along a line, up and down to the next one. */
  readonly line: number;
}

export interface Along {
  /** The mark one stands on; null while the chart has no focus. */
  readonly at: number | null;
  readonly says: string;
  /** Of the element that takes the focus. */
  readonly props: {
    readonly role: 'slider';
    readonly tabIndex: 0;
    readonly 'aria-label': string;
    readonly 'aria-valuemin': number;
    readonly 'aria-valuemax': number;
    readonly 'aria-valuenow': number;
    readonly 'aria-valuetext': string;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
}

/** Input: `marks` line by line. Begins at the last mark of the first line: the latest. */
export function useAlong(label: string, marks: readonly Mark[]): Along {
  const [chosen, setChosen] = useState<number | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const beginning = marks.findLastIndex(({ line }) => line === marks[0]?.line);
  const at = Math.min(chosen ?? beginning, marks.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = moved(marks, at, event.key);
    if (to === undefined) return;
    event.preventDefault();
    setChosen(to);
  };
  const says = marks[at]?.says ?? '';
  return {
    at: hasFocus ? at : null,
    says,
    props: {
      role: 'slider',
      tabIndex: 0,
      'aria-label': label,
      'aria-valuemin': 1,
      'aria-valuemax': Math.max(marks.length, 1),
      'aria-valuenow': at + 1,
      'aria-valuetext': says,
      onKeyDown,
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  };
}

/** Where a key leads; undefined: it is none of the chart's. */
export function moved(marks: readonly Mark[], at: number, key: string): number | undefined {
  const last = marks.length - 1;
  const line = marks[at]?.line ?? 0;
  if (key === 'ArrowRight') return Math.min(at + 1, last);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const place = at - marks.findIndex((mark) => mark.line === line);
  const there = marks.flatMap((mark, i) => (mark.line === line + (key === 'ArrowDown' ? 1 : -1) ? [i] : []));
  return there.length === 0 ? at : there[Math.min(place, there.length - 1)];
}

/** Which of all marks stands at a place of a line. */
export function placeOf(marks: readonly Mark[], line: number, place: number): number {
  return marks.findIndex((mark) => mark.line === line) + place;
}
