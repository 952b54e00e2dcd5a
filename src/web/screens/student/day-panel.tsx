import { List, Stack, Text } from '@mantine/core';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords, type Say } from '../../words/words.ts';
import { ProposeExcusal } from './propose-excusal.tsx';
import type { Year, YearDay } from './year-days.ts';

interface DayPanelProps {
  readonly on: string;
  readonly day: YearDay | undefined;
  readonly year: Year;
  /** Offers to propose an excusal for a day without one. */
  readonly student?: string;
}

/** What is on record for a day, since when, what stood there before, and which rules count it. */
export function DayPanel({ on, day, year, student }: DayPanelProps) {
  const t = useWords('student');
  if (day === undefined || (day.school === null && day.records.length === 0 && day.earlier.length === 0))
    return <Text size="sm">{t('day.noSchool')}</Text>;
  return (
    <Stack gap="md">
      <Records day={day} />
      <Counting on={on} year={year} />
      <Since day={day} />
      <Earlier day={day} />
      {student !== undefined && isWithoutExcuse(day) && <ProposeExcusal student={student} on={on} />}
    </Stack>
  );
}

/** Something was missed that nobody has excused. */
function isWithoutExcuse({ records }: YearDay): boolean {
  return records.some(({ excuse }) => excuse === 'unexcused' || excuse === 'unverified');
}

function Records({ day }: { readonly day: YearDay }) {
  const t = useWords('student');
  const date = useDate();
  if (day.records.length === 0)
    return (
      <Text size="sm">{day.mark === null ? t('day.notYet') : t('day.present', { date: date(day.on, 'short') })}</Text>
    );
  return (
    <List size="sm" spacing="xs" listStyleType="none">
      {day.records.map((record, at) => (
        <List.Item key={at}>
          <Text size="sm" fw={600}>
            {recordHead(record, t)}
          </Text>
          <RecordWords record={record} />
        </List.Item>
      ))}
    </List>
  );
}

type Fact = Pick<YearDay['records'][number], 'period' | 'code' | 'status' | 'excuse' | 'minutes'>;

function recordHead({ period, code }: Pick<Fact, 'period' | 'code'>, t: Say): string {
  return period === null ? t('day.wholeDay', { code }) : t('day.period', { period, code });
}

function RecordWords({ record }: { readonly record: YearDay['records'][number] }) {
  const t = useWords('student');
  const number = useNumber();
  const facts = factWords(record, t, number);
  const { course, section, description, setAside } = record;
  return (
    <>
      <Text size="sm">{facts.join(', ')}</Text>
      <Text size="sm" className="rc-dimmed">
        {[description, course, section].filter((text) => text !== null && text !== '').join(' · ')}
      </Text>
      {setAside !== null && (
        <Text size="sm" className="rc-warning">
          {t('day.setAside', { reason: t(`setAside.${setAside}`) })}
        </Text>
      )}
    </>
  );
}

function factWords({ status, excuse, minutes }: Fact, t: Say, number: (value: number) => string): readonly string[] {
  return [
    status === null ? t('day.unknownCode') : t(`status.${status}`),
    ...(excuse === '' ? [] : [t(`excuse.${excuse}`)]),
    ...(minutes === null ? [] : [t('day.minutes', { count: minutes, minutes: number(minutes) })]),
  ];
}

function Counting({ on, year }: Pick<DayPanelProps, 'on' | 'year'>) {
  const t = useWords('student');
  const counting = year.rules.flatMap((rule) => rule.days.filter((day) => day.on === on).map((day) => ({ rule, day })));
  if (counting.length === 0) return <Text size="sm">{t('day.countsForNone')}</Text>;
  return (
    <List size="sm" listStyleType="none" aria-label={t('day.counts')}>
      {counting.map(({ rule: { key, criterion, need, unit }, day: { ordinal } }) => (
        <List.Item key={key}>
          {need === null || unit !== 'day'
            ? t('day.countsFor', { criterion })
            : t('day.countsAs', { criterion, ordinal, need })}
        </List.Item>
      ))}
    </List>
  );
}

function Since({ day }: { readonly day: YearDay }) {
  const t = useWords('student');
  const latest = day.records
    .map(({ importedAt }) => importedAt)
    .toSorted()
    .at(-1);
  if (latest === undefined) return null;
  return (
    <Text size="sm" className="rc-dimmed">
      {t(day.earlier.length === 0 ? 'day.sinceUnchanged' : 'day.since')} <DateText value={latest} as="moment" />
    </Text>
  );
}

function Earlier({ day }: { readonly day: YearDay }) {
  const t = useWords('student');
  const date = useDate();
  const number = useNumber();
  if (day.earlier.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('day.before')}
      </Text>
      <List size="sm">
        {day.earlier.map((one, at) => (
          <List.Item key={at}>
            {[recordHead(one, t), ...factWords(one, t, number)].join(', ')}
            {'. '}
            {t('day.until', { from: date(one.importedAt, 'moment'), to: date(one.goneAt, 'moment') })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
