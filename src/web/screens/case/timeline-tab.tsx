/** Everything of the school year, the newest first; every letter as it was sent leads to its notice. */
import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, keyOf } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadingSkeleton } from '../../parts/loading-skeleton.tsx';
import { MessageLink } from '../../parts/message-link.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useTaskWords } from '../../parts/task-words.ts';
import { useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useStepWords, useThingWord, type Step } from './step-words.ts';
import type { CaseTabProps } from './tabs.ts';
import classes from './case.module.css';

const AT_ONCE = 50;

export function TimelineTab({ head }: CaseTabProps) {
  const t = useWords('case');
  const [query, setQuery] = useQueryText();
  const thing = query['kind'] ?? '';
  const params = { case: head.case };
  const timeline = useInfiniteQuery({
    queryKey: keyOf('readCaseTimeline', { params, query: { thing } }),
    queryFn: ({ pageParam, signal }) =>
      api.readCaseTimeline(
        { params, query: { thing, limit: AT_ONCE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = timeline;
  if (data === undefined) {
    if (error === null) return <LoadingSkeleton shape="rows" what={t('tabs.timeline')} />;
    return <ProblemAlert error={error} title={t('timeline.failed')} onRetry={() => void refetch()} />;
  }
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      <KindFilter things={data.pages[0]?.things ?? []} value={thing} onChange={(kind) => setQuery({ kind })} />
      {items.length === 0 ? (
        <EmptyState why={t('timeline.empty')} />
      ) : (
        <ol className={classes.steps} aria-label={t('tabs.timeline')}>
          {items.map((step) => (
            <StepLine key={step.id} step={step} />
          ))}
        </ol>
      )}
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

interface KindFilterProps {
  readonly things: readonly { readonly thing: string; readonly count: number }[];
  readonly value: string;
  readonly onChange: (thing: string) => void;
}

function KindFilter({ things, value, onChange }: KindFilterProps) {
  const t = useWords('case');
  const word = useThingWord();
  if (things.length < 2 && value === '') return null;
  return (
    <NativeSelect
      className={`${classes.filter} rc-no-print`}
      label={t('timeline.filter')}
      data={[
        { value: '', label: t('timeline.all') },
        ...things.map(({ thing, count }) => ({ value: thing, label: t('tabCount', { label: word(thing), count }) })),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Of these the day is known, and no time. */
const EARLIER = new Set(['carried-over', 'adopted']);

function StepLine({ step }: { readonly step: Step & { readonly thingId: number } }) {
  const t = useWords('case');
  const words = useStepWords()(step);
  // What closed a task may be a sentence of the app.
  const taskWords = useTaskWords();
  const thing = useThingWord()(step.thing);
  return (
    <li>
      <div className={classes.when}>
        {EARLIER.has(step.step) ? <DateText value={step.on} /> : <DateText value={step.at} as="moment" />}
        <Text size="xs" className="rc-dimmed">
          {thing}
        </Text>
      </div>
      <div>
        <Text size="sm">
          {step.isClosed ? t('timeline.closed', { thing }) : words}{' '}
          {step.notice !== null && (
            <Anchor component={Link} to={`/notices/${step.notice}`} size="sm">
              {t('timeline.open', { notice: step.notice })}
            </Anchor>
          )}
          {step.thing === 'message' && !step.isClosed && <MessageLink message={step.thingId} />}
        </Text>
        {step.reason !== '' && (
          <Text size="sm" className="rc-dimmed rc-reading">
            {taskWords(step.reason)}
          </Text>
        )}
        <Text size="xs" className="rc-dimmed">
          {step.by}
        </Text>
      </div>
    </li>
  );
}
