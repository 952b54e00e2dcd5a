/** One referral: is the file complete, what was done, what may be done now. */
import { Alert, Anchor, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReferralDetail } from '../../../server/referrals/contract.ts';
import { useApi } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Owner } from '../../parts/owner.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { whyOf } from '../../parts/referral-why.ts';
import { studentInitials } from '../../parts/student-initials.ts';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { FileReadiness } from './file-readiness.tsx';
import { ReferralActions } from './referral-actions.tsx';
import classes from '../plans/plans.module.css';

const TONES: Readonly<Record<ReferralDetail['state'], StatusTone>> = {
  preparing: 'waiting',
  new: 'due',
  'in-review': 'due',
  returned: 'returned',
  decided: 'sent',
  withdrawn: 'closed',
};

export function ReferralScreen() {
  const t = useWords('referrals');
  const { referral = '' } = useAddress();
  const answer = useApi('readReferral', { params: { referral } });
  return (
    <Loaded query={answer} isPage shape="page" failed={t('one.failed')} what={t('one.what')}>
      {(shown) => <Shown key={shown.referral} referral={shown} />}
    </Loaded>
  );
}

function Shown({ referral }: { readonly referral: ReferralDetail }) {
  const t = useWords('referrals');
  const { name } = referral;
  return (
    <>
      <PageTitle
        title={t('one.title', { referral: referral.referral, name })}
        documentTitle={t('one.documentTitle', { referral: referral.referral, initials: studentInitials(name) })}
      >
        <ReferralActions referral={referral} />
      </PageTitle>
      <Where referral={referral} />
      <Standing referral={referral} />
      <FileReadiness referral={referral} />
      <Steps referral={referral} />
    </>
  );
}

function Where({ referral }: { readonly referral: ReferralDetail }) {
  const t = useWords('referrals');
  const date = useDate();
  const { path } = useSchool();
  const { askedOn, askedBy, dueOn, acceptedOn, reviewer, named, role, file, plan, lastContactOn } = referral;
  const facts = [
    ...(askedOn === null ? [] : [t('one.asked', { date: date(askedOn), person: askedBy })]),
    ...(dueOn === null ? [] : [t('one.due', { date: date(dueOn) })]),
    ...(acceptedOn === null ? [] : [t('one.accepted', { date: date(acceptedOn) })]),
    ...(lastContactOn === null ? [] : [t('one.lastContact', { date: date(lastContactOn) })]),
  ];
  return (
    <div className={classes.where}>
      <Group gap="xs">
        <ToneChip tone={TONES[referral.state]} word={t(`state.${referral.state}`)} />
        <Text span>
          {[referral.schoolName, whyOf(referral, date).join(', ')].filter((text) => text !== '').join(' · ')}
        </Text>
      </Group>
      <Text size="sm">
        {t('one.to', {
          role: t(`role.${role}`, { defaultValue: role }),
          person: reviewer || named || t('one.nobody'),
        })}
      </Text>
      <Owner thing="referral" id={referral.referral} />
      <Text size="sm" className="rc-dimmed">
        {facts.join(' · ')}
      </Text>
      <Group gap="md">
        {file !== null && (
          <Anchor href={`/api/files/${file}.pdf`} target="_blank" size="sm">
            {t('one.file')} ({t('pages', { count: referral.pages ?? 0 })})
          </Anchor>
        )}
        <Anchor component={Link} to={`/students/${referral.student}`} size="sm">
          {t('one.student')}
        </Anchor>
        <Anchor component={Link} to={`/cases/${referral.case}`} size="sm">
          {t('one.case')}
        </Anchor>
        {plan !== null && (
          <Anchor component={Link} to={`/plans/${plan}`} size="sm">
            {t('one.plan', { plan })}
          </Anchor>
        )}
        <Anchor component={Link} to={path('/referrals')} size="sm">
          {t('one.list')}
        </Anchor>
      </Group>
    </div>
  );
}

function Standing({ referral }: { readonly referral: ReferralDetail }) {
  const t = useWords('referrals');
  const date = useDate();
  const { state, returnedReason, missing, nextStep, nextStepOn, outcome, outcomeOn, outcomeNotes } = referral;
  return (
    <>
      {state === 'returned' && (
        <Alert color="yellow" variant="outline" my="md">
          {t('one.returnedBecause', { reason: returnedReason })}
          {missing.length > 0 && ` ${t('one.missing', { list: missing.join(', ') })}`}
        </Alert>
      )}
      {nextStep !== '' && (
        <Text my="xs">
          {nextStepOn === null
            ? t('one.nextStep', { step: nextStep })
            : t('one.nextStepOn', { date: date(nextStepOn), step: nextStep })}
        </Text>
      )}
      {outcome !== '' && outcomeOn !== null && (
        <>
          <Text fw={600}>{t('one.outcome', { date: date(outcomeOn), outcome: t(`outcome.${outcome}`) })}</Text>
          <Text className={classes.entry}>{outcomeNotes}</Text>
        </>
      )}
    </>
  );
}

function Steps({ referral: { steps } }: { readonly referral: ReferralDetail }) {
  const t = useWords('referrals');
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" mb="xs">
        {t('one.history')}
      </Title>
      <ol className={classes.entries} aria-label={t('one.history')}>
        {steps.map(({ step, at, by, reason, detail }, index) => (
          <li key={index}>
            <Text size="sm">
              {t(`steps.${step}`, { to: textOf(detail['to']), requirement: textOf(detail['requirement']) })}
            </Text>
            {reason !== '' && (
              <Text size="sm" className="rc-dimmed">
                {reason}
              </Text>
            )}
            <Text size="xs" className="rc-dimmed">
              <DateText value={at} as="moment" />, {by}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a step keeps beside itself, where it is a text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
