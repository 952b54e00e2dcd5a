/**
 * The parts of an attendance file, in the order of the page. A part is a line here; its label is `tabs.<key>` of the words of this
 * screen, and what it shows is loaded when it is opened.
 *
 *   { key: 'meetings', action: 'see-meetings', load: () => import('./meetings-tab.tsx').then((m) => m.MeetingsTab) },
 */
import type { ComponentType } from 'react';
import type { Action } from '../../../access/roles.ts';
import type { AnswerOf } from '../../api.ts';

export type CaseHead = AnswerOf<'readCase'>;

export interface CaseTabProps {
  readonly head: CaseHead;
}

export interface CaseTab {
  /** As it stands in the address: `?tab=contacts`. */
  readonly key: string;
  /** What one must be allowed to; somebody who is not sees the part named, without its content. */
  readonly action: Action;
  readonly load: () => Promise<ComponentType<CaseTabProps>>;
  /** How much it holds; left out: no number. */
  readonly count?: (head: CaseHead) => number;
}

export const CASE_TABS: readonly CaseTab[] = [
  {
    key: 'timeline',
    action: 'see-cases',
    load: () => import('./timeline-tab.tsx').then((m) => m.TimelineTab),
  },
  {
    key: 'contacts',
    action: 'see-cases',
    load: () => import('./contacts-tab.tsx').then((m) => m.ContactsTab),
    count: ({ parts }) => parts.contacts,
  },
  {
    key: 'journal',
    action: 'see-cases',
    load: () => import('./journal-tab.tsx').then((m) => m.JournalTab),
    count: ({ parts }) => parts.journal,
  },
  {
    key: 'documents',
    action: 'see-cases',
    load: () => import('./documents-tab.tsx').then((m) => m.DocumentsTab),
    count: ({ parts }) => parts.documents,
  },
  {
    key: 'meetings',
    action: 'see-meetings',
    load: () => import('./meetings-tab.tsx').then((m) => m.MeetingsTab),
  },
  {
    key: 'activities',
    action: 'see-tiers',
    load: () => import('./activities-tab.tsx').then((m) => m.ActivitiesTab),
  },
  {
    key: 'contract',
    action: 'see-cases',
    load: () => import('./contract-tab.tsx').then((m) => m.ContractTab),
  },
  {
    key: 'plan',
    action: 'see-plans',
    load: () => import('./plan-tab.tsx').then((m) => m.PlanTab),
  },
  {
    key: 'referral',
    action: 'see-referrals',
    load: () => import('./referral-tab.tsx').then((m) => m.ReferralTab),
  },
  {
    key: 'welfare',
    action: 'see-cases',
    load: () => import('./welfare-tab.tsx').then((m) => m.WelfareTab),
  },
  {
    key: 'disclosures',
    action: 'see-cases',
    load: () => import('./disclosures-tab.tsx').then((m) => m.DisclosuresTab),
    count: ({ parts }) => parts.disclosures,
  },
];
