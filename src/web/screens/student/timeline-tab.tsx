import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, keyOf, type AnswerOf } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingSkeleton } from '../../parts/loading-skeleton.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useTaskWords } from '../../parts/task-words.ts';
import { useQueryText } from '../../shell/context.ts';
import { useWords, type Say } from '../../words/words.ts';
import { MessageLink } from '../../parts/message-link.tsx';
import { useStepWords, useThingWord } from '../case/step-words.ts';
import classes from './student.module.css';

type Item = AnswerOf<'readStudentTimeline'>['items'][number];

const AT_ONCE = 40;

/** Everything that happened, the newest first; or one kind of it. */
export function TimelineTab({ student }: { readonly student: string }) {
  const t = useWords('student');
  const [query, setQuery] = useQueryText();
  const kind = GROUPS.find((one) => one === query['kind']);
  const timeline = useInfiniteQuery({
    queryKey: [...keyOf('readStudentTimeline', { params: { student } }), kind ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.readStudentTimeline(
        { params: { student }, query: { kind, limit: AT_ONCE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = timeline;
  if (data === undefined) {
    if (error === null) return <LoadingSkeleton shape="rows" what={t('timeline.what')} />;
    return <ProblemAlert error={error} title={t('timeline.failed')} onRetry={() => void refetch()} />;
  }
  const items = data.pages.flatMap((page) => page.items);
  const kinds = data.pages[0]?.kinds ?? [];
  if (kinds.length === 0) return <EmptyState why={t('timeline.empty')} />;
  return (
    <>
      <KindSelect kinds={kinds} kind={kind} onChoose={(value) => setQuery({ kind: value })} />
      {items.length === 0 && <Text role="status">{t('timeline.noneOfKind')}</Text>}
      <ol className={classes.timeline} aria-label={t('timeline.label')}>
        {items.map((item, at) => (
          <TimelineEntry key={at} item={item} />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="rc-no-print"
        >
          {t('timeline.more', { shown: items.length, total: data.pages[0]?.total ?? items.length })}
        </Button>
      )}
    </>
  );
}

type Kinds = AnswerOf<'readStudentTimeline'>['kinds'];
type Group = Kinds[number]['kind'];

/** As the contract names them; a word of `timeline.kinds` for each. */
const GROUPS = [
  'enrollment',
  'attendance',
  'rule',
  'decision',
  'notice',
  'event',
  'casework',
] as const satisfies readonly Group[];
const WORD_OF: Readonly<Record<Group, string>> = {
  enrollment: 'enrolled',
  attendance: 'attendance',
  rule: 'trigger',
  decision: 'decision',
  notice: 'notice',
  event: 'event',
  casework: 'casework',
};

interface KindSelectProps {
  readonly kinds: Kinds;
  readonly kind: Group | undefined;
  readonly onChoose: (kind: string) => void;
}

function KindSelect({ kinds, kind, onChoose }: KindSelectProps) {
  const t = useWords('student');
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  const option = (value: Group | '', name: string, count: number) => ({
    value,
    label: t('timeline.ofKind', { kind: name, count }),
  });
  const shown = kind !== undefined && !kinds.some((one) => one.kind === kind) ? [...kinds, { kind, count: 0 }] : kinds;
  return (
    <NativeSelect
      className="rc-no-print"
      maw="20rem"
      mb="md"
      label={t('timeline.filter')}
      value={kind ?? ''}
      data={[
        option('', t('timeline.all'), all),
        ...shown.map((one) => option(one.kind, t(`timeline.kinds.${WORD_OF[one.kind]}`), one.count)),
      ]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}

function TimelineEntry({ item }: { readonly item: Item }) {
  const t = useWords('student');
  const words = useItemWords(item);
  // What closed a task may be a sentence of the app.
  const taskWords = useTaskWords();
  const isOfItsDay = item.at === null || item.kind === 'trigger' || item.what === 'carried-over';
  return (
    <li>
      <div className={classes.when}>
        <DateText value={isOfItsDay ? item.on : (item.at ?? item.on)} as={isOfItsDay ? 'date' : 'moment'} />
        <Text size="xs" className="rc-dimmed" component="div">
          {t(`timeline.kinds.${item.kind}`)}
        </Text>
      </div>
      <div>
        <Text size="sm">
          {words}{' '}
          {item.notice !== null && (
            <Anchor component={Link} to={`/notices/${item.notice}`} size="sm">
              {item.notice}
            </Anchor>
          )}
          {typeof item.detail['message'] === 'number' && <MessageLink message={item.detail['message']} />}
        </Text>
        {noteOf(item) !== '' && (
          <Text size="sm" className="rc-dimmed rc-reading">
            {taskWords(noteOf(item))}
          </Text>
        )}
        {item.by !== '' && (
          <Text size="xs" className="rc-dimmed">
            {t('timeline.by', { person: item.by })}
          </Text>
        )}
      </div>
    </li>
  );
}

/** Events whose `ref` names a criterion: it stands in their words. */
const OF_A_CRITERION = new Set(['issued', 'approved', 'declined', 'letter-sent', 'letter-received', 'letter-returned']);
const KNOWN_EVENTS = new Set([
  ...OF_A_CRITERION,
  'contact-made',
  'meeting-held',
  'intervention',
  'plan-created',
  'plan-implemented',
  'contract-signed',
  'contract-violated',
  'referred',
]);

/** What a person wrote, where the words do not say it already. */
function noteOf({ kind, what, note }: Item): string {
  return (kind === 'event' && OF_A_CRITERION.has(what)) || what === 'carried-over' ? '' : note;
}

function useItemWords(item: Item): string {
  const t = useWords('student');
  const date = useDate();
  const number = useNumber();
  const stepOf = useStepWords();
  const thingOf = useThingWord();
  const { kind, what, on, criterion, until } = item;
  const code = criterion ?? '';
  switch (kind) {
    case 'enrolled':
    case 'left':
      return t(`timeline.${kind}`, { school: what });
    case 'attendance':
      return attendanceWords(item, t, { date, number });
    case 'trigger':
      return t('timeline.trigger', { criterion: code, found: item.at === null ? '' : date(item.at, 'short') });
    case 'lapsed':
      return t('timeline.lapsed', { criterion: code, date: date(on) });
    case 'decision':
      return until === null
        ? t(`timeline.decision.${what}`, { criterion: code })
        : t('timeline.decisionUntil', { what: t(`timeline.decision.${what}`, { criterion: code }), date: date(until) });
    case 'lifted':
      return t('timeline.lifted', { what: t(`timeline.decision.${what}`, { criterion: code }) });
    case 'notice':
    case 'step':
      return stepWords(what, code, t);
    case 'casework': {
      const [thing = '', step] = what.split('.');
      if (step === undefined) return t('timeline.closed', { thing: thingOf(thing) });
      return stepOf({ ...item, id: '', at: item.at ?? '', thing, step, reason: item.note, isClosed: false });
    }
    case 'event':
      return KNOWN_EVENTS.has(what)
        ? t(`timeline.events.${what}`, { ref: item.note })
        : t('timeline.event', { event: what });
  }
}

/** `sent:mail` is a step with the way it went. */
function stepWords(what: string, criterion: string, t: Say): string {
  const [step = '', way] = what.split(':');
  const words = t(`step.${step}`, { criterion });
  return way === undefined ? words : t('step.way', { words, way: t(`way.${way}`) });
}

const MOST_DAYS = 6;

function attendanceWords(
  { days, counts }: Item,
  t: Say,
  { date, number }: { readonly date: ReturnType<typeof useDate>; readonly number: (value: number) => string },
): string {
  const { added, gone } = counts ?? { added: 0, gone: 0 };
  const what = [
    ...(added > 0 ? [t('timeline.added', { count: added, n: number(added) })] : []),
    ...(gone > 0 ? [t('timeline.gone', { count: gone, n: number(gone) })] : []),
  ].join(', ');
  const first = days.slice(0, MOST_DAYS).map((day) => date(day, 'short'));
  const list =
    days.length <= MOST_DAYS
      ? first.join('; ')
      : t('timeline.daysMore', { days: first.join('; '), count: days.length - MOST_DAYS });
  return t('timeline.attendance', { what, days: list });
}
