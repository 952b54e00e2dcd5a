/** The success plan, or the action plan of the third tier: lines to be changed as needed, with or without the family. */
import { Button, Checkbox, NativeSelect, Radio, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { ImplementPlan } from './implement-plan.tsx';
import { PlanLines } from './plan-lines.tsx';
import { SharePlan } from './share-plan.tsx';
import { linesOf, plusDays, type DraftLine } from './plan-draft.ts';
import { useTierAction } from './use-tier-action.ts';
import classes from './tier2.module.css';

interface PlanTabProps {
  readonly page: TierPage;
  readonly entry: NonNullable<TierPage['entry']>;
}

export function PlanTab({ page, entry }: PlanTabProps) {
  return (
    <>
      {entry.may.includes('plan') ? (
        <PlanForm key={entry.tier} page={page} entry={entry} />
      ) : (
        <PlanAsItIs page={page} />
      )}
      {page.plan !== null && (
        <>
          <ImplementPlan page={page} entry={entry} plan={page.plan} />
          <SharePlan page={page} entry={entry} />
        </>
      )}
    </>
  );
}

function PlanAsItIs({ page }: { readonly page: TierPage }) {
  const t = useWords('tier2');
  const date = useDate();
  if (page.plan === null) return <Text>{t('plan.none')}</Text>;
  return (
    <>
      <ul>
        {page.plan.lines.map(({ part, words, who, dueOn }, at) => (
          <li key={at}>
            {t(`parts.${part}`)}: {words}
            {who !== '' && ` (${who})`}
            {dueOn !== null && `, ${date(dueOn)}`}
          </li>
        ))}
      </ul>
      <Text>{page.plan.familyPart === '' ? '' : t(`plan.family.${page.plan.familyPart}`)}</Text>
    </>
  );
}

function PlanForm({ page, entry }: PlanTabProps) {
  const t = useWords('tier2');
  const today = useToday();
  const { plan } = page;
  const [template, setTemplate] = useState<string>(page.template.name);
  const [startOn, setStartOn] = useState(plan?.startOn ?? today);
  const [reviewOn, setReviewOn] = useState(entry.reviewOn ?? plusDays(startOn, 21));
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
    void send(
      () => api.makeTierPlan({ params: { tier: entry.tier }, body }),
      t(plan === null ? 'plan.made' : 'plan.saved'),
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {error !== null && <ProblemAlert error={error} />}
      {page.templates.length > 1 && (
        <NativeSelect
          label={t('plan.template')}
          description={t('plan.templateHint')}
          value={template}
          onChange={(event) => {
            setTemplate(event.currentTarget.value);
            setLines(linesOf({ ...page, plan: null }, event.currentTarget.value));
          }}
          data={page.templates.map(({ name }) => ({ value: name, label: t(`templates.${name}`) }))}
        />
      )}
      <div className={classes.pairs}>
        <TextInput
          type="date"
          label={t('plan.start')}
          value={startOn}
          disabled={plan !== null}
          onChange={(event) => {
            setStartOn(event.currentTarget.value);
            setReviewOn(plusDays(event.currentTarget.value, 21));
          }}
        />
        <TextInput
          type="date"
          label={t('plan.review')}
          description={t('plan.reviewHint')}
          value={reviewOn}
          onChange={(event) => setReviewOn(event.currentTarget.value)}
        />
      </div>
      <Radio.Group
        label={t('plan.familyPart')}
        value={familyPart}
        onChange={setFamilyPart}
        error={isMissing && familyPart === '' ? t('plan.familyMissing') : undefined}
      >
        <div className={classes.answers}>
          {(['took-part', 'invited', 'not-reached'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`plan.family.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <PlanLines lines={lines} onChange={setLines} />
      <section>
        <Title order={2} size="h3">
          {t('plan.interventions')}
        </Title>
        {page.interventions
          .filter(({ code, tier }) => chosen.includes(code) || tier === entry.level)
          .map(({ code, name, dosage }) => (
            <Checkbox
              key={code}
              className={classes.match}
              label={name}
              description={dosage}
              checked={chosen.includes(code)}
              onChange={() =>
                setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code])
              }
            />
          ))}
      </section>
      <Textarea
        label={t('plan.familyComments')}
        value={familyComments}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => setFamilyComments(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {t(plan === null ? 'plan.make' : 'plan.change')}
        </Button>
      </div>
    </form>
  );
}
