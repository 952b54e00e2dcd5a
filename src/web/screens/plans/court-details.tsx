/** What a court asks about the student and a parent: filled in by the school or the supervisor. */
import { Button, Modal, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

const FIELDS = ['eyeColor', 'hairColor', 'height', 'weight', 'gender'] as const;
type Field = (typeof FIELDS)[number];

export function CourtDetails({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const mayFill = useMay('manage-plan') && plan.state !== 'cancelled';
  return (
    <>
      <section>
        <Title order={3} size="h4" mb="xs">
          {t('court.student')}
        </Title>
        {mayFill ? <StudentForm key={plan.details.revision} plan={plan} /> : <StudentFacts details={plan.details} />}
      </section>
      <section className={classes.section}>
        <Title order={3} size="h4" mb="xs">
          {t('court.guardians')}
        </Title>
        {plan.guardians.length === 0 ? (
          <Text size="sm">{t('court.noGuardians')}</Text>
        ) : (
          <ul className={classes.entries}>
            {plan.guardians.map((one) => (
              <GuardianLine key={one.guardian} plan={plan.plan} guardian={one} mayFill={mayFill} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function StudentFacts({ details }: { readonly details: PlanDetail['details'] }) {
  const t = useWords('plans');
  return <Text size="sm">{FIELDS.map((field) => `${t(`court.${field}`)}: ${details[field] || '–'}`).join(' · ')}</Text>;
}

function StudentForm({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const { revision, ...given } = plan.details;
  const [values, setValues] = useState<Readonly<Record<Field, string>>>(given);
  const { isBusy, error, send } = usePlanAction();
  const hints: Partial<Record<Field, string>> = { height: t('court.heightHint'), weight: t('court.weightHint') };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = { params: { plan: plan.plan }, body: values, revision: String(revision) };
    void send(() => api.saveStudentDetails(input), t('court.detailsSaved'));
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {error !== null && <ProblemAlert error={error} />}
      <div className={classes.pairs}>
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`court.${field}`)}
            description={hints[field]}
            value={values[field]}
            maxLength={40}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => ({ ...before, [field]: value }));
            }}
          />
        ))}
      </div>
      <div>
        <Button type="submit" loading={isBusy}>
          {t('court.saveDetails')}
        </Button>
      </div>
    </form>
  );
}

interface GuardianLineProps {
  readonly plan: string;
  readonly guardian: PlanDetail['guardians'][number];
  readonly mayFill: boolean;
}

function GuardianLine({ plan, guardian, mayFill }: GuardianLineProps) {
  const t = useWords('plans');
  const [isOpen, setOpen] = useState(false);
  const { name, relation, birthOn, isBirthFromFile, gender } = guardian;
  return (
    <li>
      <Text size="sm">
        {name}
        {relation !== '' && `, ${relation}`}
        {' · '}
        {birthOn === null ? t('court.notBorn') : <DateText value={birthOn} />}
        {isBirthFromFile && ` (${t('court.fromFile')})`}
        {gender !== '' && ` · ${gender}`}
      </Text>
      {mayFill && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('court.editGuardian')} ${name}`}
          onClick={() => setOpen(true)}
        >
          {t('court.editGuardian')}
        </Button>
      )}
      {isOpen && <GuardianDialog plan={plan} guardian={guardian} onClose={() => setOpen(false)} />}
    </li>
  );
}

function GuardianDialog({
  plan,
  guardian: { guardian, name, birthOn, isBirthFromFile, gender },
  onClose,
}: Omit<GuardianLineProps, 'mayFill'> & { readonly onClose: () => void }) {
  const t = useWords('plans');
  const [born, setBorn] = useState(birthOn ?? '');
  const [said, setSaid] = useState(gender);
  const { isBusy, error, send } = usePlanAction(onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const body = { birthOn: isBirthFromFile || born === '' ? null : born, gender: said.trim() };
    void send(() => api.saveGuardianDetails({ params: { plan, guardian }, body }), t('court.guardianSaved'));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('court.guardianTitle', { name })}
      closeButtonProps={{ 'aria-label': t('recommend.close') }}
    >
      <form onSubmit={submit} noValidate className={classes.form}>
        {error !== null && <ProblemAlert error={error} />}
        <TextInput
          type="date"
          label={t('court.birthOn')}
          description={isBirthFromFile ? t('court.birthFromFile') : undefined}
          value={born}
          readOnly={isBirthFromFile}
          onChange={(event) => setBorn(event.currentTarget.value)}
        />
        <TextInput
          label={t('court.gender')}
          value={said}
          maxLength={40}
          onChange={(event) => setSaid(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={isBusy}>
            {t('court.saveGuardian')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
