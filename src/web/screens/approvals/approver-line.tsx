/** "Approver: P. Lang; deputy R. Chen until Fri, Nov 20", and a warning where nobody is named. */
import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NamedPerson } from '../../../server/approvals/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

interface ApproverLineProps {
  readonly approvers: readonly NamedPerson[];
  readonly school: SchoolContext;
}

export function ApproverLine({ approvers, school }: ApproverLineProps) {
  const t = useWords('approvals');
  const date = useDate();
  const { path } = useSchool();
  const mayName = useMay('manage-school');
  // The district sees many; who approves where is said with each school.
  if (school === null) return null;
  const [approver] = approvers;
  if (approver === undefined)
    return (
      <Alert color="yellow" mb="md" title={t('nobody.title')}>
        {t('nobody.text')}{' '}
        {mayName && (
          <Anchor component={Link} to={path('/schools')}>
            {t('nobody.next')}
          </Anchor>
        )}
      </Alert>
    );
  const { deputy } = approver;
  return (
    <Text mb="md">
      {deputy === null
        ? t('approver', { name: approver.name })
        : t('approverAndDeputy', {
            name: approver.name,
            deputy: deputy.name,
            from: date(deputy.from, 'short'),
            until: date(deputy.until, 'short'),
          })}
    </Text>
  );
}
