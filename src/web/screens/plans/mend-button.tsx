/** Leads to where a missing requirement is mended. */
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { PlanDetail, RequirementField } from '../../../server/plans/shapes.ts';
import { useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { CourtDetails } from './court-details.tsx';

interface MendButtonProps {
  readonly plan: PlanDetail;
  readonly requirement: RequirementField;
  readonly words: string;
}

/** What is filled in without leaving the page; the rest lies on another tab or page. */
const DETAILS = new Set(['guardian-birth-date', 'guardian-gender', 'student-details']);

const PAGES: Readonly<Record<string, (plan: MendButtonProps['plan']) => string>> = {
  guardian: ({ student }) => `/students/${student}?tab=family`,
  contacts: (plan) => `/cases/${plan.case}?tab=contacts`,
  'attendance-file': ({ student }) => `/students/${student}`,
  meeting: (plan) => `/cases/${plan.case}?tab=meetings`,
  contract: (plan) => `/cases/${plan.case}?tab=contract`,
  letter: ({ student }) => `/students/${student}?tab=notices`,
};

export function MendButton({ plan, requirement: { kind }, words }: MendButtonProps) {
  const t = useWords('plans');
  const [, setQuery] = useQueryText();
  const [isOpen, setOpen] = useState(false);
  const label = { 'aria-label': `${t(`ready.mend.${kind}`)}: ${words}` };
  if (DETAILS.has(kind))
    return (
      <>
        <Button size="compact-sm" onClick={() => setOpen(true)} {...label}>
          {t(`ready.mend.${kind}`)}
        </Button>
        <Modal
          opened={isOpen}
          onClose={() => setOpen(false)}
          title={words}
          size="lg"
          closeButtonProps={{ 'aria-label': t('recommend.close') }}
        >
          <CourtDetails plan={plan} />
        </Modal>
      </>
    );
  if (kind === 'interventions')
    return (
      <Button size="compact-sm" onClick={() => setQuery({ tab: 'interventions' })} {...label}>
        {t(`ready.mend.${kind}`)}
      </Button>
    );
  const page = PAGES[kind];
  if (page === undefined) return null;
  return (
    <Button size="compact-sm" component={Link} to={page(plan)} {...label}>
      {t(`ready.mend.${kind}`)}
    </Button>
  );
}
