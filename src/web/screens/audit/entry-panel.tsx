/** One entry, all of it. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { DateText } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import { useActionText } from './audit-columns.tsx';
import type { AuditLine } from './audit-screen.tsx';
import { StudentLinks } from './student-links.tsx';

export function EntryPanel({ entry }: { readonly entry: AuditLine }) {
  const t = useWords('audit');
  const actionText = useActionText();
  const details = Object.entries(entry.detail).filter(([, value]) => value !== '' && value !== null);
  return (
    <Stack component="dl" gap="sm" m={0}>
      <Fact name={t('columns.at')}>
        <DateText value={entry.at} as="date" />, <DateText value={entry.at} as="time" />
      </Fact>
      <Fact name={t('columns.person')}>{entry.person === '' ? t('nobody') : entry.person}</Fact>
      <Fact name={t('columns.from')}>
        <span dir="ltr">{entry.from}</span>
      </Fact>
      <Fact name={t('columns.action')}>{actionText(entry)}</Fact>
      <Fact name={t('columns.outcome')}>{t(`outcomes.${entry.outcome}`)}</Fact>
      {entry.students.length > 0 && (
        <Fact name={t('columns.students')}>
          <StudentLinks students={entry.students} />
        </Fact>
      )}
      {details.map(([name, value]) => (
        <Fact key={name} name={name}>
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </Fact>
      ))}
      <Fact name={t('columns.sealed')}>{entry.isSealed ? t('sealed') : t('notYet')}</Fact>
    </Stack>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" className="rc-dimmed">
        {name}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}
