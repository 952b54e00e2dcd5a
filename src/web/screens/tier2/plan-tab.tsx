/** The success plan, or the action plan of the third tier: lines to be changed as needed, with or without the family. */
import { Button, Checkbox, NativeSelect, Radio, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { SchoolDayHint } from '../../parts/school-day-hint.tsx';
import { useWords } from '../../words/words.ts';
import { ImplementPlan } from './implement-plan.tsx';
import { PlanLines } from './plan-lines.tsx';
import { SharePlan } from './share-plan.tsx';
import { usePlanForm, type PlanFormState } from './use-plan-form.ts';
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
  const form = usePlanForm({ page, entry });
  return (
    <form onSubmit={form.submit} noValidate className={classes.form}>
      {form.error !== null && <ProblemAlert error={form.error} />}
      {page.templates.length > 1 && (
        <NativeSelect
          label={t('plan.template')}
          description={t('plan.templateHint')}
          value={form.template}
          onChange={(event) => form.startFrom(event.currentTarget.value)}
          data={page.templates.map(({ name }) => ({ value: name, label: t(`templates.${name}`) }))}
        />
      )}
      <Days form={form} isRunning={page.plan !== null} />
      <SchoolDayHint student={page.student} on={form.reviewOn} />
      <FamilyPart form={form} />
      <PlanLines lines={form.lines} onChange={form.setLines} />
      <Interventions page={page} level={entry.level} form={form} />
      <Textarea
        label={t('plan.familyComments')}
        value={form.familyComments}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => form.setFamilyComments(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={form.isBusy}>
          {t(page.plan === null ? 'plan.make' : 'plan.change')}
        </Button>
      </div>
    </form>
  );
}

function Days({ form, isRunning }: { readonly form: PlanFormState; readonly isRunning: boolean }) {
  const t = useWords('tier2');
  return (
    <div className={classes.pairs}>
      <TextInput
        type="date"
        label={t('plan.start')}
        value={form.startOn}
        disabled={isRunning}
        onChange={(event) => form.beginOn(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('plan.review')}
        description={t('plan.reviewHint')}
        value={form.reviewOn}
        onChange={(event) => form.setReviewOn(event.currentTarget.value)}
      />
    </div>
  );
}

function FamilyPart({ form }: { readonly form: PlanFormState }) {
  const t = useWords('tier2');
  return (
    <Radio.Group
      label={t('plan.familyPart')}
      value={form.familyPart}
      onChange={form.setFamilyPart}
      error={form.isMissing && form.familyPart === '' ? t('plan.familyMissing') : undefined}
    >
      <div className={classes.answers}>
        {(['took-part', 'invited', 'not-reached'] as const).map((one) => (
          <Radio key={one} value={one} label={t(`plan.family.${one}`)} />
        ))}
      </div>
    </Radio.Group>
  );
}

interface InterventionsProps {
  readonly page: TierPage;
  readonly level: 2 | 3;
  readonly form: PlanFormState;
}

/** Those that were chosen, and those of the tier. */
function Interventions({ page, level, form: { chosen, setChosen } }: InterventionsProps) {
  const t = useWords('tier2');
  return (
    <section>
      <Title order={2} size="h3">
        {t('plan.interventions')}
      </Title>
      {page.interventions
        .filter(({ code, tier }) => chosen.includes(code) || tier === level)
        .map(({ code, name, dosage }) => (
          <Checkbox
            key={code}
            className={classes.match}
            label={name}
            description={dosage}
            checked={chosen.includes(code)}
            onChange={() => setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code])}
          />
        ))}
    </section>
  );
}
