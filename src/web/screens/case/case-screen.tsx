/** The attendance file of one student and school year: what comes next on top, then its parts. */
import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { ContactLine } from '../../parts/contacts/contact-line.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Owner } from '../../parts/owner.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useAddress } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { CaseActions } from './case-actions.tsx';
import { CaseTabs } from './case-tabs.tsx';
import { NextItems } from './next-items.tsx';
import { SealButton } from './seal-dialog.tsx';
import type { CaseHead } from './tabs.ts';
import classes from './case.module.css';

export function CaseScreen() {
  const t = useWords('case');
  const { case: file = '' } = useAddress();
  const head = useApi('readCase', { params: { case: file } });
  return (
    <Loaded query={head} isPage shape="page" failed={t('failed')} what={t('what')}>
      {(answer) => <CasePage key={answer.case} head={answer} />}
    </Loaded>
  );
}

function CasePage({ head }: { readonly head: CaseHead }) {
  const t = useWords('case');
  const mayLog = useMay('log-contact');
  const initials = `${head.firstName.slice(0, 1)}. ${head.lastName.slice(0, 1)}.`;
  return (
    <>
      <PageTitle
        title={t('heading', { year: yearText(head.year), name: `${head.lastName}, ${head.firstName}` })}
        documentTitle={t('documentTitle', { initials })}
      >
        <SealButton head={head} />
        <CaseActions head={head} />
      </PageTitle>
      <CaseFacts head={head} />
      {mayLog && !head.isReadOnly && <ContactLine student={head.student} />}
      <NextItems head={head} />
      <CaseTabs head={head} />
    </>
  );
}

function CaseFacts({ head }: { readonly head: CaseHead }) {
  const t = useWords('case');
  const date = useDate();
  const { because, openedOn, closedOn, outcome, before, after } = head;
  const opened =
    because === 'by hand'
      ? t('openedByHand', { date: date(openedOn) })
      : because === 'chronic'
        ? t('openedChronic', { date: date(openedOn) })
        : t('openedBy', { date: date(openedOn), criterion: because });
  return (
    <div className={classes.facts}>
      <Group gap="xs">
        <ToneChip tone={head.state === 'open' ? 'sent' : 'closed'} word={t(`state.${head.state}`)} />
        <Text size="sm">{[t('grade', { grade: head.grade }), head.school.name, opened].join(' · ')}</Text>
        {head.notice !== null && (
          <Anchor component={Link} to={`/notices/${head.notice}`} size="sm">
            {head.notice}
          </Anchor>
        )}
        <Anchor component={Link} to={`/students/${head.student}`} size="sm">
          {t('student')}
        </Anchor>
        {before !== null && (
          <Anchor component={Link} to={`/cases/${before}`} size="sm">
            {t('yearBefore', { year: yearText(head.year - 1) })}
          </Anchor>
        )}
        {after !== null && (
          <Anchor component={Link} to={`/cases/${after}`} size="sm">
            {t('yearAfter', { year: yearText(head.year + 1) })}
          </Anchor>
        )}
      </Group>
      <Owner thing="case" id={head.case} />
      {closedOn !== null && (
        <p className={classes.banner} role="note">
          {t('readOnly', { date: date(closedOn), outcome: t(`outcome.${outcome}`) })}
        </p>
      )}
    </div>
  );
}

/** `2026-27`. */
export function yearText(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}
