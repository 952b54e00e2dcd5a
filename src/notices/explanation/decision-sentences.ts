/** Why a trigger waits, went out or does not go out. Source: screens.md 6.2, "Decisions". */
import type { Day } from '../../engine/index.ts';
import { fullDay, quantity } from './quantities.ts';

/** One decision with all that its sentence names. `lift` adds the way to undo it. */
export type DecisionAccount =
  | { readonly kind: 'after'; readonly code: string }
  | {
      readonly kind: 'gap-school-days';
      readonly code: string;
      readonly sentOn: Day;
      readonly need: number;
      readonly have: number;
      readonly readyOn: Day | null;
    }
  | { readonly kind: 'gap-further'; readonly code: string; readonly need: number; readonly have: number }
  | { readonly kind: 'gap-event'; readonly event: string; readonly code: string }
  | {
      readonly kind: 'settling';
      readonly have: number;
      readonly need: number;
      readonly since: Day;
      readonly readyOn: Day | null;
    }
  | { readonly kind: 'approval'; readonly role: string; readonly since: Day }
  | { readonly kind: 'conference' }
  | { readonly kind: 'person'; readonly until: Day | null; readonly by: string; readonly reason: string }
  | { readonly kind: 'note'; readonly days: string; readonly since: Day }
  | { readonly kind: 'declined'; readonly by: string; readonly on: Day; readonly reason: string }
  | { readonly kind: 'excluded'; readonly by: string; readonly on: Day | null }
  | { readonly kind: 'exempt'; readonly flag: string }
  | { readonly kind: 'not-enrolled'; readonly on: Day }
  | { readonly kind: 'suppressed'; readonly on: Day; readonly code: string }
  | { readonly kind: 'satisfied'; readonly code: string; readonly on: Day | null }
  | { readonly kind: 'noted' }
  | { readonly kind: 'due' }
  | { readonly kind: 'by-itself' }
  | { readonly kind: 'issued'; readonly on: Day }
  | { readonly kind: 'adopted'; readonly on: Day }
  | { readonly kind: 'carried-over'; readonly on: Day }
  | { readonly kind: 'rescinded'; readonly on: Day; readonly reason: string }
  | { readonly kind: 'withdrawn'; readonly on: Day; readonly by: string; readonly reason: string }
  | { readonly kind: 'lapsed'; readonly reason: string }
  | { readonly kind: 'amended'; readonly on: Day }
  | { readonly kind: 'no-longer-met'; readonly on: Day; readonly have: string | null; readonly need: string }
  | { readonly kind: 'other'; readonly reason: string };

/** The exact sentence of a decision. */
export function decisionSentence(decision: DecisionAccount): string {
  switch (decision.kind) {
    case 'after':
      return `Waits: ${decision.code} comes first and is not issued yet.`;
    case 'gap-school-days':
      return `Waits: ${decision.code} went out on ${fullDay(decision.sentOn)}. ${quantity(decision.need, 'school day')} must pass, ${decision.have} ${decision.have === 1 ? 'has' : 'have'}.${ready(decision.readyOn)}`;
    case 'gap-further':
      return `Waits for ${decision.need - decision.have} more counted ${decision.need - decision.have === 1 ? 'day' : 'days'} after ${decision.code}; ${decision.have} so far.`;
    case 'gap-event':
      return `Waits for '${decision.event}' after ${decision.code}.`;
    case 'settling':
      return `Waits for notes: ${decision.have} of ${quantity(decision.need, 'school day')} since ${fullDay(decision.since)}.${ready(decision.readyOn)}`;
    case 'approval':
      return `Waits for ${decision.role} to approve, since ${fullDay(decision.since)}.`;
    case 'conference':
      return 'Waits for a conference date.';
    default:
      return personSentence(decision);
  }
}

type OtherAccount = Exclude<
  DecisionAccount,
  { kind: 'after' | 'gap-school-days' | 'gap-further' | 'gap-event' | 'settling' | 'approval' | 'conference' }
>;

function personSentence(decision: OtherAccount): string {
  switch (decision.kind) {
    case 'person':
      return `Held${decision.until === null ? '' : ` until ${fullDay(decision.until)}`} by ${decision.by}: ${asGiven(decision.reason)}.`;
    case 'note':
      return `An excuse${decision.days === '' ? '' : ` for ${decision.days}`} lies on the desk since ${fullDay(decision.since)}; the SIS does not show it yet.`;
    case 'declined':
      return `Declined${decision.by === '' ? '' : ` by ${decision.by}`} on ${fullDay(decision.on)}${decision.reason === '' ? '' : `: ${asGiven(decision.reason)}`}.`;
    case 'withdrawn':
      return `Withdrawn by ${decision.by} on ${fullDay(decision.on)}: ${asGiven(decision.reason)}.`;
    default:
      return standingSentence(decision);
  }
}

function standingSentence(
  decision: Exclude<OtherAccount, { kind: 'person' | 'note' | 'declined' | 'withdrawn' }>,
): string {
  switch (decision.kind) {
    case 'excluded':
      return `Marked 'no letters'${decision.by === '' ? '' : ` by ${decision.by}`}${decision.on === null ? '' : `, ${fullDay(decision.on)}`}.`;
    case 'exempt':
      return `Exempt: ${decision.flag}.`;
    case 'not-enrolled':
      return `Not enrolled on ${fullDay(decision.on)}.`;
    case 'suppressed':
      return `On ${fullDay(decision.on)} ${decision.code} stands before it in its group; one of a group goes out.`;
    case 'satisfied':
      return `Covered by ${decision.code}${decision.on === null ? '' : ` of ${fullDay(decision.on)}`}.`;
    case 'noted':
      return 'Counted only; sends nothing.';
    case 'due':
      return 'Due: nothing holds it back.';
    case 'by-itself':
      return 'Acts by itself: no notice waits for a person.';
    case 'other':
      return decision.reason === '' ? 'Held.' : `Held: ${decision.reason}.`;
    default:
      return afterSending(decision);
  }
}

type SentAccount = Extract<
  DecisionAccount,
  { kind: 'issued' | 'adopted' | 'carried-over' | 'rescinded' | 'lapsed' | 'amended' | 'no-longer-met' }
>;

function afterSending(decision: SentAccount): string {
  switch (decision.kind) {
    case 'issued':
      return `Issued on ${fullDay(decision.on)}.`;
    case 'adopted':
      return `Settled on ${fullDay(decision.on)} without sending.`;
    case 'carried-over':
      return `Sent on ${fullDay(decision.on)}, before Rollcall.`;
    case 'rescinded':
      return `Rescinded on ${fullDay(decision.on)}${decision.reason === '' ? '' : `: ${asGiven(decision.reason)}`}.`;
    case 'lapsed':
      return `No longer met before it went out: ${decision.reason}.`;
    case 'amended':
      return `Sent on ${fullDay(decision.on)}; the days have changed since. Nothing is sent again.`;
    case 'no-longer-met':
      return `Sent on ${fullDay(decision.on)}; today the count is ${decision.have === null ? 'less than' : `${decision.have} of`} ${decision.need}. Decide.`;
  }
}

function ready(on: Day | null): string {
  return on === null ? '' : ` Ready ${fullDay(on)}.`;
}

/** A person's reason without the full stop that the sentence adds. */
function asGiven(reason: string): string {
  return reason.replace(/[.\s]+$/, '');
}
