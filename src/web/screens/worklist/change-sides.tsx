import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { CountedDays } from './panel-days.tsx';
import classes from './worklist.module.css';

type Change = NonNullable<TriggerDetail['change']>;

/** Then and now side by side: what the letter rested on, and what is on record today. */
export function ChangeSides({ detail, change }: { readonly detail: TriggerDetail; readonly change: Change }) {
  const t = useWords('worklist');
  const date = useDate();
  const { then, now } = change;
  return (
    <div>
      <Title order={3} size="h4">
        {t(`change.${change.kind}`)}
      </Title>
      <Text size="sm" mb="xs">
        {t('change.sent', { date: date(change.issuedOn) })}{' '}
        <Anchor component={Link} to={`/notices/${change.notice}`} size="sm">
          {t('change.open', { notice: change.notice })}
        </Anchor>
      </Text>
      <div className={classes.sides}>
        <Side
          title={t('change.then')}
          facts={then}
          need={detail.progress[0]?.need ?? null}
          beside={{ days: now.counted, word: t('change.gone') }}
        />
        <Side
          title={change.since === null ? t('change.now') : t('change.nowSince', { date: date(change.since, 'day') })}
          facts={now}
          need={detail.progress[0]?.need ?? null}
          beside={{ days: then.counted, word: t('change.new') }}
        />
      </div>
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly facts: Change['then'];
  readonly need: number | null;
  readonly beside: { readonly days: Change['then']['counted']; readonly word: string };
}

function Side({ title, facts, need, beside }: SideProps) {
  const t = useWords('worklist');
  const number = useNumber();
  const date = useDate();
  return (
    <section className={classes.side} aria-label={title}>
      <Title order={4} size="sm">
        {title}
      </Title>
      <Text size="sm">
        {facts.count === null
          ? t('change.noCount')
          : need === null
            ? t('change.count', { have: number(facts.count) })
            : t('change.countOf', { have: number(facts.count), need: number(need) })}
      </Text>
      <Text size="sm">
        {facts.metOn === null ? t('change.notMet') : t('change.metOn', { date: date(facts.metOn, 'day') })}
      </Text>
      <CountedDays days={facts.counted} beside={beside} />
    </section>
  );
}
