/** How current every figure is: what explains a difference from the student information system. */
import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useApi } from '../api.ts';
import { useSchool } from '../shell/context.ts';
import { useWords } from '../words/words.ts';
import classes from './as-of-strip.module.css';
import { useDate } from './date-text.tsx';

export function AsOfStrip() {
  const t = useWords('shell');
  const date = useDate();
  const { school } = useSchool();
  const { data } = useApi(
    'readAsOf',
    { query: { school: school ?? '' } },
    { staleTime: 60_000, refetchInterval: 120_000 },
  );
  // The room is kept while it loads, so that the page does not jump.
  if (data === undefined) return <div className={classes.strip} />;
  const { through, asOf, calculatedAt, packs, nextAt, isBehind } = data;
  if (through === null || calculatedAt === null) return <div className={classes.strip}>{t('strip.never')}</div>;
  return (
    <section className={classes.strip} aria-label={t('strip.label')}>
      <span>{t('strip.through', { date: date(through, 'short') })}</span>
      <span className={classes.more}>{t('strip.calculated', { time: date(calculatedAt, 'moment') })}</span>
      {isBehind && <span className="rc-warning">{t('strip.behind')}</span>}
      <Popover width={320} position="bottom-end" withArrow shadow="md" trapFocus={false} withRoles>
        <Popover.Target>
          <UnstyledButton className={classes.details}>{t('strip.details')}</UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('strip.label')}>
          <Stack gap="xs">
            <Text size="sm">{t('strip.calculated', { time: date(calculatedAt, 'moment') })}</Text>
            {asOf !== null && <Text size="sm">{t('strip.for', { date: date(asOf) })}</Text>}
            <Text size="sm">
              {nextAt === null ? t('strip.noNext') : t('strip.next', { time: date(nextAt, 'moment') })}
            </Text>
            <Text size="sm">{t('strip.packs', { packs: packs.join(', ') })}</Text>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </section>
  );
}
