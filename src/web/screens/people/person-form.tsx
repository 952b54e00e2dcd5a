/** Changing a person. Who saved meanwhile is not overwritten. */
import { Alert, Button, Group, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { ApiError, api, invalidate } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { PersonFields } from './person-fields.tsx';
import type { PersonDetail } from './person-panel.tsx';
import { usePersonForm } from './use-person-form.ts';
import { WhyFields } from './why-fields.tsx';

interface PersonFormProps {
  readonly detail: PersonDetail;
  readonly onDone: () => void;
}

export function PersonForm({ detail, onDone }: PersonFormProps) {
  const t = useWords('people');
  const parts = useWords('parts');
  const { person, name, email, staffId, grants, revision } = detail;
  const form = usePersonForm({
    name,
    email,
    staffId: staffId ?? '',
    grants: grants.map(({ role, school }) => ({ role, school })),
  });
  const isStale = form.error instanceof ApiError && form.error.problem.code === 'stale';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.send(
      (body) => api.changePerson({ params: { person }, body, revision }),
      () => {
        void invalidate('listPeople', 'readPerson');
        onDone();
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {isStale && (
          <Alert color="red" variant="outline" role="alert">
            {t('stale')}
          </Alert>
        )}
        {form.error !== undefined && !isStale && <ProblemAlert error={form.error} title={t('notChanged')} />}
        <PersonFields typed={form.typed} wrong={form.wrong} onType={form.onType} />
        {form.typed.email.trim().toLowerCase() !== email && (
          <Alert color="blue" variant="outline">
            {t('newEmail')}
          </Alert>
        )}
        <WhyFields
          reason={form.reason}
          onReason={form.onReason}
          wrong={form.wrong.reason}
          from={form.from}
          onFrom={form.setFrom}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {parts('cancel')}
          </Button>
          <Button type="submit" loading={form.isBusy}>
            {t('saveChange')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
