/**
 * Notices on file and people's decisions as the engine hears of them: events `issued`, `declined` and `approved` of one
 * identity. Source: criteria.md sections 7 and 8.
 */
import { formatDay, type Day, type EventFact } from '../engine/index.ts';

/** What a notice or a decision is about. `school` empty without one. */
export interface Identity {
  readonly packId: string;
  readonly student: string;
  readonly criterion: string;
  readonly cycle: Day;
  readonly occurrence: number;
  readonly school: string;
}

export interface NoticeFact extends Identity {
  readonly issuedOn: Day;
  readonly origin: 'rollcall' | 'carried-over' | 'adopted';
  readonly isWithdrawn: boolean;
}

export interface DecisionFact extends Identity {
  readonly kind: 'declined' | 'approved' | 'held' | 'note';
  readonly on: Day;
  readonly isLifted: boolean;
}

export interface DecisionEventsInput {
  readonly notices: readonly NoticeFact[];
  readonly decisions: readonly DecisionFact[];
  /** Whether an event of the bundle names the identity of a carried-over notice: it is not told twice then. */
  readonly isTold: (notice: NoticeFact) => boolean;
  readonly asOf: Day;
}

/**
 * The events of one student's notices and decisions, all given for that one student.
 * Input: any order. A notice on file makes its identity issued whatever the as-of date is, so what lies after it counts
 * on it. A withdrawn notice is declined unless a person's `declined` beside it says more (and may have been lifted).
 */
export function eventsFromDecisions(input: DecisionEventsInput): readonly EventFact[] {
  const events: EventFact[] = [];
  for (const notice of input.notices) {
    if (!notice.isWithdrawn) {
      if (notice.origin !== 'carried-over' || !input.isTold(notice))
        events.push(eventOf('issued', notice, notice.issuedOn, input.asOf));
    } else if (!input.decisions.some((decision) => decision.kind === 'declined' && isSameIdentity(decision, notice))) {
      events.push(eventOf('declined', notice, notice.issuedOn, input.asOf));
    }
  }
  for (const decision of input.decisions) {
    if (decision.isLifted) continue;
    if (decision.kind === 'declined' || decision.kind === 'approved') {
      events.push(eventOf(decision.kind, decision, decision.on, input.asOf));
    }
  }
  return events;
}

export function isSameIdentity(one: Identity, other: Identity): boolean {
  return (
    one.packId === other.packId &&
    one.student === other.student &&
    one.criterion === other.criterion &&
    one.cycle === other.cycle &&
    one.occurrence === other.occurrence &&
    one.school === other.school
  );
}

function eventOf(event: string, identity: Identity, on: Day, asOf: Day): EventFact {
  return {
    day: Math.min(on, asOf),
    event,
    ref: `${codeOf(identity)}@${formatDay(identity.cycle)}`,
    pack: identity.packId,
    ...(identity.school === '' ? {} : { school: identity.school }),
  };
}

function codeOf({ criterion, occurrence }: Identity): string {
  return occurrence === 1 ? criterion : `${criterion}#${occurrence}`;
}
