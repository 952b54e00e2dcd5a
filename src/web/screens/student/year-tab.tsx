import { Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api.ts';
import { AttendanceCalendar } from '../../parts/attendance-calendar.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DayPanel } from './day-panel.tsx';
import type { Head } from './student-screen.tsx';
import { calendarDays, type Year } from './year-days.ts';

/** The year as a calendar; the rule picker rings the days that count; a day opens to its records. */
export function YearTab({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const [query, setQuery] = useQueryText();
  const present = head.years[0];
  const asked = head.years.find((one) => String(one) === query['year']);
  const input = { params: { student: head.student }, ...(asked === undefined ? {} : { query: { year: asked } }) };
  const year = useApi('readStudentYear', input, { staleTime: 60_000 });
  return (
    <Loaded query={year} failed={t('year.failed')} what={t('year.what')}>
      {(answer) => (
        <YearView
          key={answer.year}
          year={answer}
          head={head}
          picker={
            head.years.length > 1 && (
              <Select
                aria-label={t('year.year')}
                allowDeselect={false}
                value={String(answer.year)}
                onChange={(value) => setQuery({ year: value === String(present) ? undefined : (value ?? undefined) })}
                data={head.years.map((one) => ({ value: String(one), label: schoolYear(one) }))}
                w={120}
              />
            )
          }
        />
      )}
    </Loaded>
  );
}

/** "2026-27" */
export function schoolYear(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

interface YearViewProps {
  readonly year: Year;
  readonly head: Head;
  readonly picker: React.ReactNode;
}

function YearView({ year, head, picker }: YearViewProps) {
  const t = useWords('student');
  const date = useDate();
  const [chosen, setChosen] = useState<string>();
  const [ruleKey, setRuleKey] = useState(() => firstRule(year, head));
  const rule = year.rules.find(({ key }) => key === ruleKey);
  const day = year.days.find(({ on }) => on === chosen);
  if (year.days.every(({ mark }) => mark === null))
    return (
      <>
        {picker}
        <EmptyState why={t('year.empty', { year: schoolYear(year.year) })} />
      </>
    );
  return (
    <SidePanel
      isOpen={chosen !== undefined}
      title={chosen === undefined ? '' : date(chosen)}
      onClose={() => setChosen(undefined)}
      panel={chosen !== undefined && <DayPanel on={chosen} day={day} year={year} student={head.student} />}
    >
      <AttendanceCalendar
        days={calendarDays(year, rule, (codes) => t('year.code', { codes }))}
        {...(chosen === undefined ? {} : { chosen })}
        onChoose={({ on }) => setChosen(on)}
      >
        <Group gap="xs" className="rc-no-print">
          {picker}
          <RulePicker year={year} value={ruleKey} onChange={setRuleKey} />
        </Group>
      </AttendanceCalendar>
      {rule !== undefined && (
        <Text size="sm" className="rc-print-only">
          {t('year.ringed', { criterion: rule.criterion, title: rule.title })}
        </Text>
      )}
    </SidePanel>
  );
}

interface RulePickerProps {
  readonly year: Year;
  readonly value: string;
  readonly onChange: (key: string) => void;
}

function RulePicker({ year, value, onChange }: RulePickerProps) {
  const t = useWords('student');
  if (year.rules.length === 0) return null;
  return (
    <Select
      aria-label={t('year.rule')}
      w="min(22rem, 100%)"
      allowDeselect={false}
      value={value}
      onChange={(key) => onChange(key ?? '')}
      comboboxProps={{ width: 360, position: 'bottom-start' }}
      data={[
        { value: '', label: t('year.noRule') },
        ...year.rules.map(({ key, criterion, title, days }) => ({
          value: key,
          label: t('year.ruleOption', { criterion, title, count: days.length }),
        })),
      ]}
    />
  );
}

/** The rule that comes next, else the first with a day that counts. */
function firstRule({ rules }: Year, { nextSteps, alerts }: Head): string {
  const waiting = alerts.flatMap((alert) => (alert.kind === 'due' || alert.kind === 'held' ? [alert.criterion] : []));
  const wanted = [...waiting, ...nextSteps.map(({ criterion }) => criterion)];
  const found = wanted.flatMap((code) =>
    rules.filter(({ criterion, days }) => criterion === code && days.length > 0),
  )[0];
  return (found ?? rules.find(({ days }) => days.length > 0))?.key ?? '';
}
