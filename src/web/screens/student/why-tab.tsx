import { Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';
import type { Head } from './student-screen.tsx';
import { WhyRow } from './why-row.tsx';

/** Every criterion in use at the student's school: what it is, how far it is, which days count and which do not. */
export function WhyTab({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const [asked, setAsked] = useState(head.asOf);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked >= '1900-01-01';
  const asOf = isDay ? asked : head.asOf;
  const input = { params: { student: head.student }, ...(asOf === head.asOf ? {} : { query: { asOf } }) };
  const why = useApi('readStudentWhy', input, { staleTime: 60_000 });
  return (
    <Stack gap="md">
      <Group align="flex-end" className="rc-no-print">
        <TextInput
          type="date"
          label={t('why.asOf')}
          description={t('why.asOfHint')}
          value={asked}
          onChange={(event) => setAsked(event.currentTarget.value)}
        />
      </Group>
      <Loaded query={why} failed={t('why.failed')} what={t('why.what')}>
        {(answer) =>
          answer.criteria.length === 0 ? (
            <EmptyState why={t('why.none')} />
          ) : (
            <Stack gap="lg">
              {answer.criteria.map((criterion) => (
                <WhyRow key={criterion.key} criterion={criterion} why={answer} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  );
}
