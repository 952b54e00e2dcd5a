/** Beside the list: the days that count, why, what was sent before, what people decided, and what can be done. */
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { useTriggerDetail } from '../../parts/use-trigger-detail.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { ChangeSides } from './change-sides.tsx';
import type { Asking, Question } from './decision-dialogs.tsx';
import { OwnSentence } from './own-sentence.tsx';
import { PanelActions } from './panel-actions.tsx';
import { PanelDays } from './panel-days.tsx';
import { PanelDecisions } from './panel-decisions.tsx';
import { PanelEffects } from './panel-effects.tsx';
import { PanelSent } from './panel-sent.tsx';
import { PanelTried } from './panel-tried.tsx';
import { StudentCalendar } from './student-calendar.tsx';

export type Ask = (kind: Asking, more?: Partial<Question>) => void;

interface TriggerPanelProps {
  readonly line: WorklistLine;
  readonly school: SchoolContext;
  readonly showsWhy: boolean;
  readonly onWhy: () => void;
  readonly onAsk: Ask;
  readonly onContact: () => void;
}

export function TriggerPanel({ line, school, showsWhy, onWhy, onAsk, onContact }: TriggerPanelProps) {
  const t = useWords('worklist');
  const detail = useTriggerDetail(line, school);
  return (
    <Loaded query={detail} shape="text" failed={t('panel.failed')}>
      {(answer) => (
        <Told detail={answer} line={answer.line ?? line} {...{ school, showsWhy, onWhy, onAsk, onContact }} />
      )}
    </Loaded>
  );
}

interface ToldProps extends TriggerPanelProps {
  readonly detail: TriggerDetail;
}

function Told({ detail, line, school, showsWhy, onWhy, onAsk, onContact }: ToldProps) {
  const t = useWords('worklist');
  const maySeeStudent = useMay('see-student');
  const maySeeCases = useMay('see-cases');
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <StatusChip status={chipOf(line)} />
        <Text size="sm" fw={600}>
          {detail.level} {detail.title}
        </Text>
      </Group>
      {showsWhy && (
        <div>
          <Title order={3} size="h4">
            {t('panel.why')}
          </Title>
          <Text size="sm">{detail.why ?? t('panel.notMet')}</Text>
          <Text size="sm" mt="xs">
            {detail.decided}
          </Text>
          <Text size="sm" mt="xs" c="dimmed">
            {detail.rule}
          </Text>
        </div>
      )}
      {detail.change === null ? <PanelDays detail={detail} /> : <ChangeSides detail={detail} change={detail.change} />}
      <StudentCalendar student={detail.student} counted={detail.counted} />
      <PanelEffects trigger={detail.trigger} school={school} />
      <PanelSent sent={detail.sentBefore} />
      {maySeeCases && <PanelTried student={detail.student} />}
      <PanelDecisions detail={detail} onAsk={onAsk} />
      {line.state === 'due' && line.types.includes('letter') && detail.may.issue && (
        <OwnSentence key={detail.trigger} trigger={detail.trigger} />
      )}
      {maySeeStudent && (
        <Anchor component={Link} to={`/students/${detail.student}`} size="sm">
          {t('panel.student')}
        </Anchor>
      )}
      <PanelActions detail={detail} line={line} {...{ showsWhy, onWhy, onAsk, onContact }} />
    </Stack>
  );
}

function chipOf({ state, reason }: WorklistLine) {
  if (state === 'changed') return reason === 'amended' || reason === 'rescinded' ? reason : 'no-longer-met';
  return state;
}
