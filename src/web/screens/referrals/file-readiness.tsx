/** What the policy asks for before the file goes out: done, started, missing, or gone on without for a reason. */
import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ReferralDetail } from '../../../server/referrals/contract.ts';
import { api } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import { useReferralAction } from './use-referral-action.ts';
import classes from '../plans/plans.module.css';

type Requirement = ReferralDetail['requirements'][number];

const TONES: Readonly<Record<Requirement['state'], StatusTone>> = {
  done: 'sent',
  'not-needed': 'closed',
  started: 'waiting',
  missing: 'returned',
};

export function FileReadiness({ referral }: { readonly referral: ReferralDetail }) {
  const t = useWords('referrals');
  const { requirements, ready } = referral;
  return (
    <section className={`${classes.ready} ${classes.section}`} aria-label={t('ready.title')}>
      <div className={classes.readyHead}>
        <Title order={2} size="h3">
          {t('ready.title')}
        </Title>
        <Text span fw={600} className="rc-figure">
          {t('ready.count', { ready, all: requirements.length })}
        </Text>
      </div>
      {requirements.length === 0 && <Text size="sm">{t('ready.none')}</Text>}
      <ul className={classes.requirements}>
        {requirements.map((one) => (
          <Line key={one.key} referral={referral} requirement={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ referral, requirement }: { readonly referral: ReferralDetail; readonly requirement: Requirement }) {
  const t = useWords('referrals');
  const p = useWords('plans');
  const [isAsking, setAsking] = useState(false);
  const { isBusy, error, send } = useReferralAction(() => setAsking(false));
  const { key, kind, need, have, letter, state, reason, by, mayWaive } = requirement;
  const words = p(`ready.requirement.${kind}`, { need, count: need, letter: letter.replaceAll('-', ' ') });
  const params = { referral: referral.referral, requirement: key };
  const mayWaiveNow = referral.may.includes('waive') && mayWaive;
  return (
    <li>
      <ToneChip tone={TONES[state]} word={p(`ready.state.${state}`)} />
      <Text size="sm" component="div">
        {words}
        {(state === 'missing' || state === 'started') && need > 1 && ` (${p('ready.soFar', { have })})`}
        {state === 'not-needed' && ` – ${p('ready.why', { reason, person: by })}`}
      </Text>
      <div className={classes.mend}>
        {mayWaiveNow && state === 'not-needed' && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            aria-label={`${t('ready.again')}: ${words}`}
            onClick={() =>
              void send(
                () => api.waiveReferralRequirement({ params, body: { isNeeded: true, reason: '' } }),
                t('ready.askedAgain'),
              )
            }
          >
            {t('ready.again')}
          </Button>
        )}
        {mayWaiveNow && (state === 'missing' || state === 'started') && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('ready.goOn')}: ${words}`}
            onClick={() => setAsking(true)}
          >
            {t('ready.goOn')}
          </Button>
        )}
      </div>
      <ReasonDialog
        isOpen={isAsking}
        title={t('ready.goOnTitle')}
        text={`${words}. ${t('ready.goOnText')}`}
        confirm={t('ready.goOnConfirm')}
        onConfirm={(why) =>
          void send(
            () => api.waiveReferralRequirement({ params, body: { isNeeded: false, reason: why } }),
            t('ready.wentOn'),
          )
        }
        onClose={() => setAsking(false)}
        isBusy={isBusy}
        error={error}
      />
    </li>
  );
}
