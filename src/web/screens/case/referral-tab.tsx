/** Referrals of the student, and a way to prepare one by hand. */
import { Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, keyOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { whyOf } from '../../parts/referral-why.ts';
import { ToneChip } from '../../parts/status-chip.tsx';
import { toast } from '../../parts/toast.ts';
import { useGo } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import type { CaseTabProps } from './tabs.ts';
import classes from '../plans/plans.module.css';

const TABS = ['preparing', 'new', 'in-review', 'returned', 'decided'] as const;
const ROLES = ['truancy-officer', 'supervisor-of-attendance', 'prevention-specialist'] as const;

export function ReferralTab({ head }: CaseTabProps) {
  const mayMake = useMay('send-referral') && !head.isReadOnly;
  return (
    <>
      {mayMake && <Refer student={head.student} />}
      <Referrals student={head.student} />
    </>
  );
}

/** Of every state, what is still to do first. */
function Referrals({ student }: { readonly student: string }) {
  const t = useWords('referrals');
  const date = useDate();
  const asked = useQueries({
    queries: TABS.map((tab) => {
      const input = { query: { student, tab } };
      return { queryKey: keyOf('listReferrals', input), queryFn: () => api.listReferrals(input) };
    }),
  });
  const items = asked.flatMap(({ data }) => data?.items ?? []);
  if (items.length === 0) return asked.every(({ isSuccess }) => isSuccess) && <Text>{t('noneOfStudent')}</Text>;
  return (
    <ul className={classes.entries}>
      {items.map(({ referral, state, reviewer, role, why, whyOn, outcome }) => (
        <li key={referral}>
          <Group gap="sm">
            <Anchor component={Link} to={`/referrals/${referral}`}>
              {referral}
            </Anchor>
            <ToneChip tone={state === 'decided' ? 'sent' : 'waiting'} word={t(`state.${state}`)} />
            <Text size="sm">
              {reviewer || t(`role.${role}`, { defaultValue: role })}: {whyOf({ why, whyOn }, date).join(', ')}
              {outcome !== '' && ` · ${t(`outcome.${outcome}`)}`}
            </Text>
          </Group>
        </li>
      ))}
    </ul>
  );
}

function Refer({ student }: { readonly student: string }) {
  const t = useWords('referrals');
  const go = useGo();
  const [isAsking, setAsking] = useState(false);
  const [role, setRole] = useState<string>(ROLES[0]);
  const { act, isBusy, error } = useActing(['listReferrals', 'readCase']);
  const make = (why: string) =>
    act(
      () => api.makeReferral({ params: { student }, body: { role, why } }),
      ({ referral }) => {
        toast(t('make.done'));
        go(`/referrals/${referral}`);
      },
    );
  return (
    <Group mb="md">
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('make.button')}
      </Button>
      <ReasonDialog
        isOpen={isAsking}
        title={t('make.title')}
        label={t('make.why')}
        confirm={t('make.confirm')}
        onConfirm={(why) => void make(why)}
        onClose={() => setAsking(false)}
        isBusy={isBusy}
        error={error}
      >
        <NativeSelect
          label={t('make.role')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        />
      </ReasonDialog>
    </Group>
  );
}
