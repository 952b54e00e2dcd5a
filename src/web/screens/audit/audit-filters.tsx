/** Filters of the log. They stand in the address: people and students by opaque ids, never by name. */
import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { InputOf } from '../../api.ts';
import { useApi } from '../../api.ts';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { useQueryText, type Query } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { actionText } from '../../words/audit-text.ts';
import { useWords } from '../../words/words.ts';
import { StudentPicker } from '../../parts/student-picker.tsx';

type AuditFilter = Omit<NonNullable<NonNullable<InputOf<'readAudit'>>['query']>, 'cursor' | 'limit'>;

/** What the address asks for; what is none of it is left out. */
export function auditFilterOf({ person, student, action, outcome, from, to }: Query): AuditFilter {
  return {
    ...(person === undefined ? {} : { person }),
    ...(student === undefined ? {} : { student }),
    ...(action === undefined ? {} : { action }),
    ...(outcome === 'done' || outcome === 'refused' ? { outcome } : {}),
    ...datesOf({ from, to }),
  };
}

/** The days of the address that are days. */
export function datesOf({ from, to }: { readonly from: string | undefined; readonly to: string | undefined }) {
  return { ...(isDay(from) ? { from } : {}), ...(isDay(to) ? { to } : {}) };
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function AuditFilters() {
  const t = useWords('audit');
  const [query, setQuery] = useQueryText();
  const mayFind = useMay('find-student');
  const choices = useApi('readAuditChoices', undefined, { staleTime: 60_000 }).data ?? { people: [], actions: [] };
  const all = { value: '', label: t('filter.all') };
  const actions = choices.actions
    .map((action) => ({ value: action, label: actionText(t, { action, outcome: 'done', detail: {} }) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  return (
    <>
      <Group align="flex-end" gap="md">
        <NativeSelect
          label={t('filter.person')}
          value={query['person'] ?? ''}
          data={[all, ...choices.people.map(({ personId, name }) => ({ value: personId, label: name }))]}
          onChange={(event) => setQuery({ person: event.currentTarget.value })}
        />
        {mayFind && <StudentPicker label={t('filter.student')} onPick={(student) => setQuery({ student })} />}
        <NativeSelect
          label={t('filter.action')}
          value={query['action'] ?? ''}
          data={[all, ...actions]}
          onChange={(event) => setQuery({ action: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.outcome')}
          value={query['outcome'] ?? ''}
          data={[all, { value: 'done', label: t('outcomes.done') }, { value: 'refused', label: t('outcomes.refused') }]}
          onChange={(event) => setQuery({ outcome: event.currentTarget.value })}
        />
        <DayFilters />
      </Group>
      <FilterChips
        chips={
          query['student'] === undefined
            ? []
            : [
                {
                  key: 'student',
                  label: t('filter.studentChip', { student: query['student'] }),
                  onRemove: () => setQuery({ student: undefined }),
                },
              ]
        }
        onClear={() =>
          setQuery({
            person: undefined,
            student: undefined,
            action: undefined,
            outcome: undefined,
            from: undefined,
            to: undefined,
          })
        }
      />
    </>
  );
}

export function DayFilters() {
  const t = useWords('audit');
  const [query, setQuery] = useQueryText();
  return (
    <>
      <TextInput
        type="date"
        label={t('filter.from')}
        value={query['from'] ?? ''}
        onChange={(event) => setQuery({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        value={query['to'] ?? ''}
        onChange={(event) => setQuery({ to: event.currentTarget.value })}
      />
    </>
  );
}
