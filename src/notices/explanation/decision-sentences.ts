/** Why a trigger waits, went out or does not go out. Source: screens.md 6.2, "Decisions". */
import type { Day } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import { fullDay, quantity, type Language } from './quantities.ts';

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
  | {
      readonly kind: 'no-longer-met';
      readonly on: Day;
      readonly have: string | null;
      /** '' where it is not known. */
      readonly need: string;
      /** Somebody decided to leave it as it is. */
      readonly isKept?: boolean;
    }
  | { readonly kind: 'other'; readonly reason: string };

/** The exact sentence of a decision. */
export function decisionSentence(decision: DecisionAccount, language: Language = 'en'): string {
  const words = wordsOf(language).decision;
  const day = (on: Day | null): string => (on === null ? '' : fullDay(on, language));
  const ready = (on: Day | null): string => (on === null ? '' : words.ready(day(on)));
  const schoolDays = (count: number): string => quantity(count, 'school day', language);
  switch (decision.kind) {
    case 'after':
      return words.after(decision.code);
    case 'gap-school-days': {
      const { code, sentOn, need, have, readyOn } = decision;
      return words.gapSchoolDays({ code, sentOn: day(sentOn), need: schoolDays(need), have, ready: ready(readyOn) });
    }
    case 'gap-further':
      return words.gapFurther(decision.need - decision.have, decision.code, decision.have);
    case 'gap-event':
      return words.gapEvent(decision.event, decision.code);
    case 'settling': {
      const { have, need, since, readyOn } = decision;
      return words.settling(have, schoolDays(need), day(since), ready(readyOn));
    }
    case 'approval':
      return words.approval(decision.role, day(decision.since));
    case 'conference':
      return words.conference;
    default:
      return personSentence(decision, language);
  }
}

type OtherAccount = Exclude<
  DecisionAccount,
  { kind: 'after' | 'gap-school-days' | 'gap-further' | 'gap-event' | 'settling' | 'approval' | 'conference' }
>;

function personSentence(decision: OtherAccount, language: Language): string {
  const words = wordsOf(language).decision;
  switch (decision.kind) {
    case 'person': {
      const until = decision.until === null ? '' : fullDay(decision.until, language);
      return words.held(until, decision.by, asGiven(decision.reason));
    }
    case 'note':
      return words.note(decision.days, fullDay(decision.since, language));
    case 'declined':
      return words.declined(decision.by, fullDay(decision.on, language), asGiven(decision.reason));
    case 'withdrawn':
      return words.withdrawn(decision.by, fullDay(decision.on, language), asGiven(decision.reason));
    default:
      return standingSentence(decision, language);
  }
}

function standingSentence(
  decision: Exclude<OtherAccount, { kind: 'person' | 'note' | 'declined' | 'withdrawn' }>,
  language: Language,
): string {
  const words = wordsOf(language).decision;
  const day = (on: Day | null): string => (on === null ? '' : fullDay(on, language));
  switch (decision.kind) {
    case 'excluded':
      return words.excluded(decision.by, day(decision.on));
    case 'exempt':
      return words.exempt(decision.flag);
    case 'not-enrolled':
      return words.notEnrolled(day(decision.on));
    case 'suppressed':
      return words.suppressed(day(decision.on), decision.code);
    case 'satisfied':
      return words.satisfied(decision.code, day(decision.on));
    case 'noted':
      return words.noted;
    case 'due':
      return words.due;
    case 'by-itself':
      return words.byItself;
    case 'other':
      return words.other(decision.reason);
    default:
      return afterSending(decision, language);
  }
}

type SentAccount = Extract<
  DecisionAccount,
  { kind: 'issued' | 'adopted' | 'carried-over' | 'rescinded' | 'lapsed' | 'amended' | 'no-longer-met' }
>;

function afterSending(decision: SentAccount, language: Language): string {
  const words = wordsOf(language).decision;
  const day = (on: Day): string => fullDay(on, language);
  switch (decision.kind) {
    case 'issued':
      return words.issued(day(decision.on));
    case 'adopted':
      return words.adopted(day(decision.on));
    case 'carried-over':
      return words.carriedOver(day(decision.on));
    case 'rescinded':
      return words.rescinded(day(decision.on), asGiven(decision.reason));
    case 'lapsed':
      return words.lapsed(decision.reason);
    case 'amended':
      return words.amended(day(decision.on));
    case 'no-longer-met':
      return words.noLongerMet(day(decision.on), decision.have, decision.need, decision.isKept !== true);
  }
}

/** A person's reason without the full stop that the sentence adds. */
function asGiven(reason: string): string {
  return reason.replace(/[.\s]+$/, '');
}
