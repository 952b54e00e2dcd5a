/** The intervention plans of the student, and a way to make one by hand. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { toast } from '../../parts/toast.ts';
import { useGo } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { PlanChips } from '../plans/plan-chips.tsx';
import type { CaseTabProps } from './tabs.ts';
import classes from '../plans/plans.module.css';

export function PlanTab({ head }: CaseTabProps) {
  const t = useWords('plans');
  const active = useApi('listPlans', { query: { student: head.student } });
  const earlier = useApi('listPlans', { query: { student: head.student, time: 'this-year' } });
  return (
    <>
      {!head.isReadOnly && <MakePlan student={head.student} />}
      <Loaded query={active} failed={t('failed')} what={t('what')}>
        {({ items }) => {
          const all = [...items, ...(earlier.data?.items ?? [])];
          if (all.length === 0) return <EmptyState why={t('empty.this-year')} />;
          return (
            <ul className={classes.entries}>
              {all.map(({ plan, state, filing, term, beginsOn, closedOn, endsOn }) => (
                <li key={plan}>
                  <Group gap="sm">
                    <Anchor component={Link} to={`/plans/${plan}`}>
                      {plan}
                    </Anchor>
                    <PlanChips state={state} filing={filing} />
                    <Text size="sm">
                      {term === '' ? t('plan.schoolYear') : term}, <DateText value={beginsOn} as="short" /> –{' '}
                      <DateText value={closedOn ?? endsOn} as="short" />
                    </Text>
                  </Group>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </>
  );
}

/** By hand, for the term of today. */
function MakePlan({ student }: { readonly student: string }) {
  const t = useWords('plans');
  const go = useGo();
  const mayMake = useMay('manage-plan');
  const [isAsking, setAsking] = useState(false);
  const { act, isBusy, error } = useActing(['listPlans', 'readCase']);
  if (!mayMake) return null;
  const make = (reason: string) =>
    act(
      () => api.makePlan({ params: { student }, body: { reason } }),
      ({ plan }) => {
        toast(t('make.done'));
        go(`/plans/${plan}`);
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
        text={t('make.text')}
        confirm={t('make.confirm')}
        onConfirm={(reason) => void make(reason)}
        onClose={() => setAsking(false)}
        isBusy={isBusy}
        error={error}
      />
    </Group>
  );
}
