/** What is ticked: keys of triggers, also of lines that a filter hides or that are not loaded yet. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { api } from '../../api.ts';
import { NOTHING, selectionOf, type Selection } from '../../parts/selection.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import { asked, NO_FILTERS, type Choice } from './choice.ts';
import { withLists } from './use-worklist.ts';

/** What ticking needs to know of a line. */
interface Known {
  readonly isReady: boolean;
  readonly types: readonly string[];
}

export interface Ticks {
  readonly ticked: ReadonlySet<string>;
  /** Of those: can go out. */
  readonly ready: readonly string[];
  /** None of those sends anything to a family: they make incidents or tasks. */
  readonly onlyMakes: string | undefined;
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
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const known = useRef(new Map<string, Known>());
  for (const { trigger, isReady, types } of rows) known.current.set(trigger, { isReady, types });
  const tickMatching = useTickMatching(school, known.current, setTicked);
  useStart({ school, tab: choice.tab, isReview, tickMatching, setTicked });
  const shown = useMemo(() => new Set(rows.map(({ trigger }) => trigger)), [rows]);
  const here = useMemo(() => selectionOf([...ticked].filter((trigger) => shown.has(trigger))), [ticked, shown]);
  const onSelect = useCallback(
    (next: Selection) => {
      if (next === NOTHING) return setTicked(new Set());
      if (next.kind === 'all') return void tickMatching(choice, () => true, next.except);
      setTicked((before) => new Set([...[...before].filter((trigger) => !shown.has(trigger)), ...next.keys]));
    },
    [choice, shown, tickMatching],
  );
  const untick = useCallback(
    (trigger: string) => setTicked((before) => new Set([...before].filter((one) => one !== trigger))),
    [],
  );
  const ready = useMemo(() => [...ticked].filter((trigger) => known.current.get(trigger)?.isReady === true), [ticked]);
  return { ticked, ready, onlyMakes: onlyMakes(ready, known.current), selection: here, onSelect, untick };
}

type TickMatching = (choice: Choice, isMeant: (line: Known) => boolean, except?: ReadonlySet<string>) => Promise<void>;

/** The server names all lines that match, loaded or not. */
function useTickMatching(
  school: SchoolContext,
  known: Map<string, Known>,
  setTicked: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
): TickMatching {
  return useCallback(
    async (choice, isMeant, except = new Set()) => {
      const query = withLists(asked(choice, school));
      const { lines } = await api.readWorklistKeys({ body: { ...query, text: choice.text } });
      for (const { trigger, isReady, types } of lines) known.set(trigger, { isReady, types });
      const meant = lines.filter((line) => isMeant(line) && !except.has(line.trigger));
      setTicked((before) => new Set([...before, ...meant.map(({ trigger }) => trigger)]));
    },
    [school, known, setTicked],
  );
}

/** Nothing is ticked on a plain visit; from "Review n due" all that can go out is. Another school or tab begins anew. */
function useStart(input: {
  readonly school: SchoolContext;
  readonly tab: Choice['tab'];
  readonly isReview: boolean;
  readonly tickMatching: TickMatching;
  readonly setTicked: (ticked: ReadonlySet<string>) => void;
}): void {
  const { school, tab, isReview, tickMatching, setTicked } = input;
  const begun = useRef<string | undefined>(undefined);
  useEffect(() => {
    const place = `${school ?? ''} ${tab}`;
    if (begun.current === place) return;
    begun.current = place;
    setTicked(new Set());
    const all: Choice = { tab, filters: NO_FILTERS, text: '', sort: 'look-first', order: 'asc' };
    if (isReview && tab === 'due') void tickMatching(all, ({ isReady }) => isReady);
  }, [school, tab, isReview, tickMatching, setTicked]);
}

/** `incident`, where that is all that the ticked lines do. */
function onlyMakes(ready: readonly string[], known: ReadonlyMap<string, Known>): string | undefined {
  const types = new Set(ready.flatMap((trigger) => known.get(trigger)?.types ?? []));
  return types.size === 1 && types.has('incident') ? 'incident' : undefined;
}
