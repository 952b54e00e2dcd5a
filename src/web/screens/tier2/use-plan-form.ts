import { useState, type FormEvent } from 'react';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api } from '../../api.ts';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { plusDays } from '../../parts/plus-days.ts';
import { linesOf, type DraftLine } from './plan-draft.ts';
import { useTierAction } from './use-tier-action.ts';

interface PlanOf {
  readonly page: TierPage;
  readonly entry: NonNullable<TierPage['entry']>;
}

export type PlanFormState = ReturnType<typeof usePlanForm>;

/** Unit: calendar days from the start to the review, unless somebody says otherwise. */
const USUAL_REVIEW = 21;

/** What is typed of a plan, and how it is saved. */
export function usePlanForm({ page, entry }: PlanOf) {
  const t = useWords('tier2');
  const today = useToday();
  const { plan } = page;
  const [template, setTemplate] = useState<string>(page.template.name);
  const [startOn, setStartOn] = useState(plan?.startOn ?? today);
  const [reviewOn, setReviewOn] = useState(entry.reviewOn ?? plusDays(startOn, USUAL_REVIEW));
  const [familyPart, setFamilyPart] = useState<string>(plan?.familyPart ?? '');
  const [familyComments, setFamilyComments] = useState(plan?.familyComments ?? '');
  const [lines, setLines] = useState<readonly DraftLine[]>(() => linesOf(page, template));
  const [chosen, setChosen] = useState<readonly string[]>(
    () => plan?.interventions.map(({ code }) => code) ?? page.assessments[0]?.chosen ?? [],
  );
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useTierAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(familyPart === '');
    if (familyPart === '') return;
    const body = {
      startOn,
      reviewOn,
      familyPart: familyPart as 'took-part' | 'invited' | 'not-reached',
      familyComments,
      lines: lines.map(({ part, words, who, dueOn }) => ({ part, words, who, dueOn: dueOn === '' ? null : dueOn })),
      interventions: [...chosen],
    };
    const done = t(plan === null ? 'plan.made' : 'plan.saved');
    void send(() => api.makeTierPlan({ params: { tier: entry.tier }, body }), done);
  };
  const beginOn = (on: string): void => {
    setStartOn(on);
    setReviewOn(plusDays(on, USUAL_REVIEW));
  };
  const startFrom = (name: string): void => {
    setTemplate(name);
    setLines(linesOf({ ...page, plan: null }, name));
  };
  const typed = { template, startOn, reviewOn, familyPart, familyComments, lines, chosen, isMissing };
  const change = { beginOn, startFrom, setReviewOn, setFamilyPart, setFamilyComments, setLines, setChosen };
  return { ...typed, ...change, isBusy, error, submit };
}
