/** Help by role: what somebody does, step by step, and where. Its words are in `guides`; each screen's own help stays with the screen. */
import { useTranslation } from 'react-i18next';
import type { Role } from '../../access/roles.ts';
import type { Place } from './navigation.ts';

interface GuideSteps {
  readonly roles: readonly Role[];
  /** Key of the step in the words, and where it is done; null: on no page of the navigation. */
  readonly steps: readonly (readonly [step: string, place: Place | null])[];
}

/** In the order of the page. */
export const GUIDES: Readonly<Record<string, GuideSteps>> = {
  clerk: {
    roles: ['clerk'],
    steps: [
      ['data', 'home'],
      ['review', 'worklist'],
      ['slots', 'slots'],
      ['issue', 'worklist'],
      ['print', 'letters'],
      ['call', 'students'],
    ],
  },
  approver: {
    roles: ['administrator'],
    steps: [
      ['open', 'approvals'],
      ['decide', 'approvals'],
      ['deputy', 'schools'],
    ],
  },
  administrator: {
    roles: ['administrator'],
    steps: [
      ['report', 'insight'],
      ['campaign', 'campaigns'],
      ['meet', 'meetings'],
      ['refer', 'referrals'],
      ['court', 'plans'],
    ],
  },
  team: {
    roles: ['team'],
    steps: [
      ['list', 'tier2'],
      ['match', 'tier2'],
      ['plan', 'tier2'],
      ['journal', 'students'],
      ['review', 'tier2'],
      ['help', 'insight'],
    ],
  },
  officer: {
    roles: ['officer'],
    steps: [
      ['inbox', 'referrals'],
      ['decide', 'referrals'],
      ['meet', 'meetings'],
      ['outcome', 'plans'],
    ],
  },
  teacher: {
    roles: ['teacher'],
    steps: [
      ['alerts', 'home'],
      ['journal', 'journal'],
      ['contact', null],
    ],
  },
  district: {
    roles: ['district', 'system'],
    steps: [
      ['import', 'imports'],
      ['calculate', 'runs'],
      ['schools', 'schools'],
      ['catalogs', 'catalogs'],
      ['board', 'insight'],
      ['audit', 'audit'],
    ],
  },
};

export interface GuideStep {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly place: Place | null;
}

export interface Guide {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly roles: readonly Role[];
  readonly steps: readonly GuideStep[];
}

/** All guides in the reader's language. */
export function useGuides(): readonly Guide[] {
  const { t } = useTranslation('guides');
  return Object.entries(GUIDES).map(([key, { roles, steps }]) => ({
    key,
    roles,
    title: t(`guide.${key}.title`),
    about: t(`guide.${key}.about`),
    steps: steps.map(([step, place]) => ({
      key: step,
      place,
      title: t(`guide.${key}.steps.${step}.title`),
      text: t(`guide.${key}.steps.${step}.text`),
    })),
  }));
}

/** Help of a screen is asked for by its name; a guide by this. */
export const GUIDES_PAGE = 'how-to';
