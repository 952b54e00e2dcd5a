/** Whether everything is there that a plan or a referral asks for: each requirement done, started, missing or not needed. */
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../../calculation/index.ts';
import type { Day } from '../../engine/index.ts';
import { countedDays } from './counted-days.ts';
import { readRequirementFacts, type GuardianFacts, type RequirementFacts } from './requirement-facts.ts';
import { NEVER_WAIVED, type Requirement } from './requirement.ts';
import { readWaivers, type Waiver } from './waivers.ts';

export interface RequirementState {
  readonly key: string;
  readonly kind: Requirement['kind'];
  readonly letter: string;
  readonly need: number;
  readonly have: number;
  readonly state: 'done' | 'started' | 'missing' | 'not-needed';
  /** For days: the day on which the last one needed fell, ISO. */
  readonly reachedOn: string | null;
  /** Dates that count so far, for days. */
  readonly days: readonly string[];
  /** Why it is not needed, and who said so. */
  readonly reason: string;
  readonly by: string;
  readonly mayWaive: boolean;
}

export interface ReadinessAsk {
  readonly districtId: number;
  readonly student: string;
  readonly about: { readonly thing: 'plan' | 'referral'; readonly id: number };
  readonly requires: readonly Requirement[];
  /** The plan whose term and interventions are asked about; null: the school year. */
  readonly plan: PlanAsked | null;
  /** ISO, today: a parent is grown up on this day. */
  readonly on: string;
  /** ISO, the first day of the school year. */
  readonly yearStart: string;
  readonly asOf: Day;
  readonly known: KnownDistrict;
}

interface PlanAsked {
  readonly planId: number;
  readonly pack: string;
  /** Of the criterion that makes plans here, also for one by hand. */
  readonly criterion: string;
  readonly cycleOn: string;
  readonly endsOn: string;
}

/** In the order of the pack. Input: a client that sees the student. */
export async function readReadiness(client: ClientBase, ask: ReadinessAsk): Promise<readonly RequirementState[]> {
  const { districtId, student, about, requires, plan, yearStart } = ask;
  const from = plan?.cycleOn ?? yearStart;
  const facts = await readRequirementFacts(client, {
    districtId,
    student,
    planId: plan?.planId ?? null,
    from,
    yearStart,
  });
  const waivers = new Map((await readWaivers(client, { districtId, about })).map((one) => [one.requirement, one]));
  const states: RequirementState[] = [];
  for (const requirement of requires) {
    // oxlint-disable-next-line no-await-in-loop -- only `days` asks again, and there is one of it
    const standing =
      requirement.kind === 'days'
        ? await standingOfDays(client, ask, requirement)
        : standingOf(requirement, facts, ask.on);
    states.push(stateOf(requirement, standing, waivers.get(requirement.key)));
  }
  return states;
}

/** How many are done or not needed. */
export function countReady(states: readonly RequirementState[]): number {
  return states.filter(({ state }) => state === 'done' || state === 'not-needed').length;
}

interface Standing {
  readonly have: number;
  /** Something of it is there, though it does not count yet. */
  readonly isBegun?: boolean;
  readonly reachedOn?: string | null;
  readonly days?: readonly string[];
}

async function standingOfDays(client: ClientBase, ask: ReadinessAsk, { need }: Requirement): Promise<Standing> {
  const { districtId, student, plan, asOf, known } = ask;
  if (plan === null) return { have: 0 };
  const counted = await countedDays(client, { districtId, student, need, asOf, known, ...plan });
  if (counted === undefined) return { have: 0 };
  // Once reached it stays reached, whatever later days of the term add.
  const have = counted.reachedOn === null ? Math.min(counted.have, need - 1) : Math.max(counted.have, need);
  return { have, reachedOn: counted.reachedOn, days: counted.days };
}

function standingOf({ kind, letter }: Requirement, facts: RequirementFacts, on: string): Standing {
  const { guardians, details } = facts;
  switch (kind) {
    case 'attendance-file':
      return { have: facts.hasCase ? 1 : 0 };
    case 'guardian':
      return { have: guardians.length > 0 ? 1 : 0 };
    case 'guardian-birth-date':
      return {
        have: guardians.some((one) => isGrownUp(one, on)) ? 1 : 0,
        isBegun: guardians.some(({ birthOn }) => birthOn !== null),
      };
    case 'guardian-gender':
      return { have: guardians.some(({ gender }) => gender !== '') ? 1 : 0 };
    case 'plan':
      return { have: Math.min(1, facts.plans) };
    case 'contacts':
      return { have: facts.contacts };
    case 'interventions':
      return { have: facts.interventions };
    case 'meeting':
      return { have: Math.min(1, facts.meetings), isBegun: facts.plannedMeetings > 0 };
    case 'contract':
      return { have: Math.min(1, facts.contracts), isBegun: facts.draftContracts > 0 };
    case 'letter':
      return { have: facts.letters.includes(letter) ? 1 : 0, isBegun: facts.issuedLetters.includes(letter) };
    case 'student-details': {
      const filled = [details.eyeColor, details.hairColor, details.height, details.weight].filter((one) => one !== '');
      return { have: filled.length === 4 ? 1 : 0, isBegun: filled.length > 0 };
    }
    case 'days':
      return { have: 0 };
  }
}

const ADULT_YEARS = 18;

/** Ends: grown up from the eighteenth birthday on. */
function isGrownUp({ birthOn }: GuardianFacts, on: string): boolean {
  if (birthOn === null) return false;
  return `${Number(birthOn.slice(0, 4)) + ADULT_YEARS}${birthOn.slice(4)}` <= on;
}

function stateOf(requirement: Requirement, standing: Standing, waiver: Waiver | undefined): RequirementState {
  const { key, kind, letter, need } = requirement;
  const { have, isBegun = false, reachedOn = null, days = [] } = standing;
  const mayWaive = !NEVER_WAIVED.has(kind);
  const rest = { key, kind, letter, need, have, reachedOn, days, mayWaive, reason: '', by: '' };
  if (have >= need) return { ...rest, state: 'done' };
  if (waiver !== undefined && mayWaive) return { ...rest, state: 'not-needed', reason: waiver.reason, by: waiver.by };
  return { ...rest, state: have > 0 || isBegun ? 'started' : 'missing' };
}
