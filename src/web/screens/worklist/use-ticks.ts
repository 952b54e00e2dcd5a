/** What is ticked: also lines that a filter hides or that are not loaded yet. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { api } from '../../api.ts';
import { NOTHING, selectionOf, type Selection } from '../../parts/selection.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import { asked, NO_FILTERS, withLists, type Choice } from './choice.ts';

/** What issuing needs to know of a line. */
type Known = Pick<WorklistLine, 'trigger' | 'isReady' | 'types'>;
type Ticked = ReadonlyMap<string, Known>;

export interface Ticks {
  readonly count: number;
  /** Triggers that are ticked and can go out. */
  readonly ready: readonly string[];
  /** All that those do is make incidents: no letter goes to a family. */
  readonly isOnlyIncidents: boolean;
  /** For the list: what of it is ticked. */
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Issued or decided: no longer ticked. */
  readonly untick: (trigger: string) => void;
}

interface Input {
  readonly school: SchoolContext;
  readonly choice: Choice;
  readonly rows: readonly WorklistLine[];
  readonly isReview: boolean;
}

export function useTicks({ school, choice, rows, isReview }: Input): Ticks {
  const [ticked, setTicked] = useState<Ticked>(new Map());
  const tickMatching = useTickMatching(school, setTicked);
  useStart({ school, tab: choice.tab, isReview, tickMatching, setTicked });
  const shown = useMemo(() => new Map(rows.map((row) => [row.trigger, row])), [rows]);
  const selection = useMemo(() => selectionOf([...ticked.keys()].filter((one) => shown.has(one))), [ticked, shown]);
  const onSelect = useCallback(
    (next: Selection) => {
      if (next === NOTHING) return setTicked(new Map());
      if (next.kind === 'all') return void tickMatching(choice, () => true, next.except);
      const outside = (before: Ticked) => [...before.values()].filter(({ trigger }) => !shown.has(trigger));
      const here = [...next.keys].flatMap((trigger) => shown.get(trigger) ?? []);
      setTicked((before) => tickedOf([...outside(before), ...here]));
    },
    [choice, shown, tickMatching],
  );
  const untick = useCallback(
    (trigger: string) => setTicked((before) => tickedOf([...before.values()].filter((one) => one.trigger !== trigger))),
    [],
  );
  const ready = useMemo(() => [...ticked.values()].filter(({ isReady }) => isReady), [ticked]);
  return {
    count: ticked.size,
    ready: ready.map(({ trigger }) => trigger),
    isOnlyIncidents: ready.length > 0 && ready.every(({ types }) => types.length === 1 && types[0] === 'incident'),
    selection,
    onSelect,
    untick,
  };
}

function tickedOf(lines: readonly Known[]): Ticked {
  return new Map(lines.map(({ trigger, isReady, types }) => [trigger, { trigger, isReady, types }]));
}

type TickMatching = (choice: Choice, isMeant: (line: Known) => boolean, except?: ReadonlySet<string>) => Promise<void>;

type SetTicked = (change: (before: Ticked) => Ticked) => void;

/** The server names all lines that match, loaded or not. */
function useTickMatching(school: SchoolContext, setTicked: SetTicked): TickMatching {
  return useCallback(
    async (choice, isMeant, except = new Set()) => {
      const query = withLists(asked(choice, school));
      const { lines } = await api.readWorklistKeys({ body: { ...query, text: choice.text } });
      const meant = lines.filter((line) => isMeant(line) && !except.has(line.trigger));
      setTicked((before) => tickedOf([...before.values(), ...meant]));
    },
    [school, setTicked],
  );
}

/** Nothing is ticked on a plain visit; from "Review n due" all that can go out is. Another school or tab begins anew. */
function useStart(input: {
  readonly school: SchoolContext;
  readonly tab: Choice['tab'];
  readonly isReview: boolean;
  readonly tickMatching: TickMatching;
  readonly setTicked: SetTicked;
}): void {
  const { school, tab, isReview, tickMatching, setTicked } = input;
  const begun = useRef<string | undefined>(undefined);
  useEffect(() => {
    const place = `${school ?? ''} ${tab}`;
    if (begun.current === place) return;
    begun.current = place;
    setTicked(() => new Map());
    const all: Choice = { tab, filters: NO_FILTERS, text: '', sort: 'look-first', order: 'asc' };
    if (isReview && tab === 'due') void tickMatching(all, ({ isReady }) => isReady);
  }, [school, tab, isReview, tickMatching, setTicked]);
}
