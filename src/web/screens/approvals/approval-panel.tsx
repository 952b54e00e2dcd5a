/** Why it is offered, the days, what was tried so far, what the letter says; and the two buttons. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StatusChip, type NoticeStatus } from '../../parts/status-chip.tsx';
import { useTriggerDetail } from '../../parts/use-trigger-detail.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import type { Deciding } from './decide-dialog.tsx';
import { foldDays } from './fold-days.ts';

interface ApprovalPanelProps {
  readonly line: WorklistLine;
  readonly school: SchoolContext;
  readonly onDecide: (deciding: Deciding) => void;
}

export function ApprovalPanel({ line, school, onDecide }: ApprovalPanelProps) {
  const t = useWords('approvals');
  const detail = useTriggerDetail(line, school);
  return (
    <Loaded query={detail} shape="text" failed={t('panelFailed')}>
      {(answer) => <Offered detail={answer} line={line} onDecide={onDecide} />}
    </Loaded>
  );
}

function Offered({ detail, line, onDecide }: Omit<ApprovalPanelProps, 'school'> & { readonly detail: TriggerDetail }) {
  const t = useWords('approvals');
  const maySeeStudent = useMay('see-student');
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <StatusChip status="to-approve" />
        <Text size="sm" fw={600}>
          {detail.level} {detail.title}
        </Text>
      </Group>
      <div>
        <Title order={3} size="h4">
          {t('why')}
        </Title>
        <Text size="sm">{detail.why ?? t('notMet')}</Text>
        <Text size="sm" mt="xs">
          {detail.decided}
        </Text>
      </div>
      <Listed title={t('days')} nothing={t('none')} items={foldDays(detail.counted)}>
        {({ on, code, periods }) => (
          <>
            <DateText value={on} as="short" /> {code}
            {periods.length === 0 ? '' : `, ${t('period', { count: periods.length, period: periods.join(', ') })}`}
          </>
        )}
      </Listed>
      <Listed title={t('tried')} nothing={t('triedNothing')} items={detail.sentBefore}>
        {({ on, level, state }) => (
          <>
            <DateText value={on} as="short" /> {level} <StatusChip status={state as NoticeStatus} />
          </>
        )}
      </Listed>
      {maySeeStudent && (
        <Anchor component={Link} to={`/students/${detail.student}`} size="sm">
          {t('student')}
        </Anchor>
      )}
      {detail.may.approve && (
        <Group>
          <Button onClick={() => onDecide({ kind: 'approve', lines: [line] })}>{t('approve')}</Button>
          <Button variant="default" onClick={() => onDecide({ kind: 'decline', lines: [line] })}>
            {t('decline')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface ListedProps<Item> {
  readonly title: string;
  readonly nothing: string;
  readonly items: readonly Item[];
  readonly children: (item: Item) => React.ReactNode;
}

function Listed<Item>({ title, nothing, items, children }: ListedProps<Item>) {
  return (
    <div>
      <Title order={3} size="h4">
        {title}
      </Title>
      {items.length === 0 ? (
        <Text size="sm">{nothing}</Text>
      ) : (
        <ul>
          {items.map((item, index) => (
            // The list never changes its order while it is shown.
            <li key={index}>
              <Text size="sm" span>
                {children(item)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
