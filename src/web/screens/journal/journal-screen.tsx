/** What the person wrote, about any of the students. */
import { Anchor, NativeSelect, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useReasons, useReasonWord } from '../../parts/journal/reasons.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import entries from '../../parts/entries/entries.module.css';

export function JournalScreen() {
  const t = useWords('journal');
  const [query, setQuery] = useQueryText();
  const reason = query['reason'] ?? '';
  const reasons = useReasons();
  const reasonWord = useReasonWord();
  const mine = useApi('readMyJournal', { query: { reason, limit: 200 } });
  return (
    <>
      <PageTitle title={t('title')} />
      <NativeSelect
        label={t('mine.filter')}
        data={[{ value: '', label: t('mine.all') }, ...reasons.map(({ value, label }) => ({ value, label }))]}
        value={reason}
        onChange={(event) => setQuery({ reason: event.currentTarget.value })}
        maw={320}
        mb="md"
        className="rc-no-print"
      />
      <Loaded query={mine} isPage failed={t('failed')} what={t('mine.waiting')}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why={reason === '' ? t('mine.empty') : t('mine.emptyReason')} />
          ) : (
            <ol className={entries.list} aria-label={t('title')}>
              {items.map((entry) => (
                <li key={entry.journal}>
                  <div className={entries.when}>
                    <DateText value={entry.on} />
                    <Text size="xs" className="rc-dimmed">
                      {reasonWord(entry.reason)}
                    </Text>
                  </div>
                  <div>
                    <Anchor component={Link} to={`/students/${entry.student}?tab=journal`} size="sm">
                      {entry.name}
                    </Anchor>
                    <Text
                      size="sm"
                      className="rc-reading"
                      td={entry.correctedBy !== null || entry.isVoid ? 'line-through' : undefined}
                    >
                      {entry.entry}
                    </Text>
                  </div>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </>
  );
}
