import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi, type AnswerOf } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NOTICE_STATUSES, StatusChip, ToneChip, type NoticeStatus } from '../../parts/status-chip.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useWords, type Say } from '../../words/words.ts';
import classes from './student.module.css';

export type Notice = AnswerOf<'readStudentNotices'>['items'][number];

const MOST = 200;

/** Everything that went out, as it was sent; each opens to its letter. */
export function NoticesTab({ student }: { readonly student: string }) {
  const t = useWords('student');
  const exact = useWords('exact');
  const [, setQuery] = useQueryText();
  const notices = useApi('readStudentNotices', { params: { student }, query: { limit: MOST } });
  return (
    <Loaded query={notices} failed={t('notices.failed')} what={t('notices.what')}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            why={exact('noNotices')}
            next={
              <Anchor component="button" type="button" onClick={() => setQuery({ tab: 'why' })}>
                {t('notices.whyNot')}
              </Anchor>
            }
          />
        ) : (
          <NoticeTable notices={items} />
        )
      }
    </Loaded>
  );
}

export function NoticeTable({ notices }: { readonly notices: readonly Notice[] }) {
  const t = useWords('student');
  return (
    <Table className={classes.cards} aria-label={t('notices.label')} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('notices.notice')}</Table.Th>
          <Table.Th scope="col">{t('notices.issued')}</Table.Th>
          <Table.Th scope="col">{t('notices.state')}</Table.Th>
          <Table.Th scope="col">{t('notices.to')}</Table.Th>
          <Table.Th scope="col">{t('notices.met')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {notices.map((notice) => (
          <NoticeRow key={notice.notice} notice={notice} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const t = useWords('student');
  const date = useDate();
  const { issuedOn, issuedBy, state, stateOn, way, note, letters, metOn, value } = notice;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} data-label={t('notices.notice')}>
        <Anchor component={Link} to={`/notices/${notice.notice}`}>
          {notice.criterion} {notice.title}
        </Anchor>
        <Text size="xs" className="rc-dimmed">
          {notice.notice} · {notice.school}
        </Text>
      </Table.Th>
      <Table.Td data-label={t('notices.issued')}>
        <DateText value={issuedOn} />
        <Text size="xs" className="rc-dimmed">
          {originWords(notice, t) ?? issuedBy}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('notices.state')}>
        <NoticeState notice={notice} />
        <Text size="xs" className="rc-dimmed">
          {[
            ...(stateOn === null || state === 'issued' ? [] : [date(stateOn, 'short')]),
            ...(way === '' ? [] : [t(`way.${way}`)]),
            ...(note === '' || notice.origin !== 'rollcall' ? [] : [note]),
          ].join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('notices.to')}>
        {letters.length === 0
          ? t('notices.noLetter')
          : letters.map(({ letter, recipients }) => <div key={letter}>{recipients.join(', ')}</div>)}
      </Table.Td>
      <Table.Td data-label={t('notices.met')}>
        {metOn === null ? t('notices.notKnown') : t('notices.metOn', { date: date(metOn), value: value ?? '' })}
      </Table.Td>
    </Table.Tr>
  );
}

function originWords({ origin }: Notice, t: Say): string | undefined {
  return origin === 'rollcall' ? undefined : t(`notices.origin.${origin}`);
}

/** What became of it; what changed since stands beside it, unless a person kept it. */
function NoticeState({ notice: { state, correction, isKept } }: { readonly notice: Notice }) {
  const t = useWords('student');
  const isKnown = state in NOTICE_STATUSES;
  return (
    <span className={classes.chips}>
      {isKnown ? <StatusChip status={state as NoticeStatus} /> : <ToneChip tone="closed" word={state} />}
      {correction !== null && (
        <ToneChip
          tone={isKept ? 'closed' : 'returned'}
          word={isKept ? t('notices.kept') : t(`alerts.change.${correction}`)}
        />
      )}
    </span>
  );
}
