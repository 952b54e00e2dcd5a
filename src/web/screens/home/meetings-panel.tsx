/** Meetings of this week, contracts to sign or review, and welfare steps that are asked for: each opens where it is done. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { useToday } from '../../parts/use-today.ts';
import { useSchool } from '../../shell/context.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { daysOf } from '../meetings/days-of.ts';
import { Panel } from './panel.tsx';

const MOST = 5;

export function MeetingsPanel() {
  const { may } = useMe();
  return may.has('manage-meetings') && may.has('see-meetings') ? <Shown /> : null;
}

function Shown() {
  const t = useWords('home');
  const { school, path } = useSchool();
  const today = useToday();
  const date = useDate();
  const time = useTime();
  const query = { school: school ?? '' };
  const meetings = useApi('listMeetings', {
    query: { ...query, ...daysOf('week', today), state: 'planned', limit: MOST },
  });
  const contracts = useApi('listContracts', { query: { ...query, waiting: 'any' } });
  const welfare = useApi('listWelfare', { query });
  if (meetings.data === undefined) return null;
  const { items, total } = meetings.data;
  const toSign = contracts.data?.items.filter(({ state }) => state === 'offered') ?? [];
  const toReview = contracts.data?.items.filter(({ isReviewDue }) => isReviewDue) ?? [];
  return (
    <Panel title={t('meetings.title')}>
      {items.length === 0 && <Text>{t('meetings.none')}</Text>}
      {items.map(({ meeting, on, at, kind, name, student, case: file }) => (
        <Text key={meeting}>
          <Anchor
            component={Link}
            to={file === null ? `/students/${student}?tab=cases` : `/cases/${file}?tab=meetings`}
          >
            {name}
          </Anchor>
          {` · ${date(on, 'short')}, ${time(at)} · ${t(`meetings.kind.${kind}`)}`}
        </Text>
      ))}
      <Text>
        <Anchor component={Link} to={path('/meetings')}>
          {total > items.length ? t('meetings.more', { count: total - items.length }) : t('meetings.all')}
        </Anchor>
      </Text>
      <Waiting label={t('meetings.toSign')} items={toSign} tab="contract" />
      <Waiting label={t('meetings.toReview')} items={toReview} tab="contract" />
      <Waiting
        label={t('meetings.welfare')}
        items={welfare.data?.items.map((one) => ({ ...one, case: null, isLate: one.isOverdue })) ?? []}
        tab="welfare"
      />
    </Panel>
  );
}

interface WaitingProps {
  readonly label: string;
  readonly items: readonly {
    readonly student: string;
    readonly name: string;
    readonly case: string | null;
    readonly isLate?: boolean;
  }[];
  readonly tab: string;
}

function Waiting({ label, items, tab }: WaitingProps) {
  const t = useWords('home');
  if (items.length === 0) return null;
  return (
    <Text mt="xs">
      {`${label}: `}
      {items.slice(0, MOST).map(({ student, name, case: file, isLate }, at) => (
        <span key={`${student} ${at}`}>
          {at > 0 && ' · '}
          <Anchor component={Link} to={file === null ? `/students/${student}?tab=cases` : `/cases/${file}?tab=${tab}`}>
            {name}
          </Anchor>
          {isLate === true && ` (${t('meetings.late')})`}
        </span>
      ))}
      {items.length > MOST && ` ${t('meetings.andMore', { count: items.length - MOST })}`}
    </Text>
  );
}
