/** What was done for belonging with one student: a restorative conversation, engaging the family, relationship mapping. */
import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ACTIVITY_KINDS, type StudentActivity } from '../../../server/activities/contract.ts';
import { api, useApi, type Operation } from '../../api.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { ToneChip } from '../status-chip.tsx';
import { useActing } from '../use-acting.ts';
import { useSending } from '../use-sending.ts';
import { useToday } from '../use-today.ts';
import entries from '../entries/entries.module.css';

const CHANGES: readonly Operation[] = [
  'readStudentActivities',
  'readStudentTimeline',
  'readCaseTimeline',
  'readCampaigns',
];
const TONES = { planned: 'due', done: 'sent', 'called-off': 'closed' } as const;

export function StudentActivities({
  student,
  isReadOnly = false,
}: {
  readonly student: string;
  readonly isReadOnly?: boolean;
}) {
  const t = useWords('campaigns');
  const found = useApi('readStudentActivities', { params: { student } }, { enabled: useMay('see-tiers') });
  if (!useMay('see-tiers')) return null;
  return (
    <Loaded query={found} failed={t('withStudent.failed')} what={t('withStudent.what')}>
      {({ items, mayAdd }) => (
        <>
          {mayAdd && !isReadOnly && <AddForm student={student} />}
          {items.length === 0 ? (
            <EmptyState why={t('withStudent.empty')} />
          ) : (
            <ol className={entries.list} aria-label={t('withStudent.title')}>
              {items.map((one) => (
                <Item key={one.activity} one={one} mayChange={mayAdd && !isReadOnly} />
              ))}
            </ol>
          )}
        </>
      )}
    </Loaded>
  );
}

function AddForm({ student }: { readonly student: string }) {
  const t = useWords('campaigns');
  const today = useToday();
  const [kind, setKind] = useState<StudentActivity['kind']>('restorative-conversation');
  const [what, setWhat] = useState('');
  const [on, setOn] = useState(today);
  const [done, setDone] = useState({ is: false, note: '' });
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useSending(CHANGES, () => {
    setWhat('');
    setDone({ is: false, note: '' });
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(what.trim() === '');
    if (what.trim() === '') return;
    const body = { kind, what, on, done: done.is ? done.note : null };
    void send(() => api.addStudentActivity({ params: { student }, body }), t('activities.added'));
  };
  return (
    <form onSubmit={submit} noValidate className={`${entries.form} rc-no-print`} aria-label={t('withStudent.add')}>
      {error !== null && <ProblemAlert error={error} />}
      <div className={entries.fields}>
        <NativeSelect
          label={t('activities.kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as StudentActivity['kind'])}
          data={ACTIVITY_KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
        />
        <TextInput
          label={t('withStudent.about')}
          value={what}
          maxLength={300}
          error={isMissing && what.trim() === '' ? t('withStudent.aboutMissing') : undefined}
          onChange={(event) => setWhat(event.currentTarget.value)}
          autoComplete="off"
        />
        <TextInput
          type="date"
          label={t('activities.on')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      <Checkbox
        mt="xs"
        label={t('activities.isDone')}
        checked={done.is}
        onChange={(event) => setDone({ ...done, is: event.currentTarget.checked })}
      />
      {done.is && (
        <TextInput
          mt="xs"
          label={t('activities.note')}
          value={done.note}
          maxLength={1000}
          onChange={(event) => setDone({ ...done, note: event.currentTarget.value })}
        />
      )}
      <Button type="submit" mt="xs" loading={isBusy}>
        {t('withStudent.submit')}
      </Button>
    </form>
  );
}

type Asking = 'do' | 'call-off';

function Item({ one, mayChange }: { readonly one: StudentActivity; readonly mayChange: boolean }) {
  const t = useWords('campaigns');
  const date = useDate();
  const [asking, setAsking] = useState<Asking | null>(null);
  return (
    <li>
      <div className={entries.when}>{date(one.doneOn ?? one.on)}</div>
      <div>
        <Group gap="xs">
          <ToneChip tone={TONES[one.state]} word={t(`activityState.${one.state}`)} />
          <Text size="sm">
            {t(`kinds.${one.kind}`)}: {one.what}
          </Text>
        </Group>
        {one.note !== '' && (
          <Text size="sm" className="rc-dimmed rc-reading">
            {one.note}
          </Text>
        )}
        <Text size="xs" className="rc-dimmed">
          {t('withStudent.by', { person: one.by })}
        </Text>
      </div>
      {mayChange && one.state === 'planned' && (
        <Group gap={4}>
          {(['do', 'call-off'] as const).map((action) => (
            <Button
              key={action}
              size="compact-xs"
              variant="default"
              aria-label={t(action === 'do' ? 'activities.doOf' : 'activities.callOffOf', { what: one.what })}
              onClick={() => setAsking(action)}
            >
              {t(action === 'do' ? 'activities.do' : 'activities.callOff')}
            </Button>
          ))}
        </Group>
      )}
      {asking !== null && <StepDialog one={one} action={asking} onClose={() => setAsking(null)} />}
    </li>
  );
}

interface StepProps {
  readonly one: StudentActivity;
  readonly action: Asking;
  readonly onClose: () => void;
}

function StepDialog({ one, action, onClose }: StepProps) {
  const t = useWords('campaigns');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const isDone = action === 'do';
  return (
    <ReasonDialog
      isOpen
      isOptional={isDone}
      title={t(isDone ? 'activities.doAsk' : 'activities.callOffAsk')}
      label={t(isDone ? 'activities.note' : 'activities.why')}
      confirm={t(isDone ? 'activities.do' : 'activities.callOff')}
      onConfirm={(note) =>
        void act(() => api.stepActivity({ params: { activity: String(one.activity) }, body: { action, note } }))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
      maxLength={1000}
    />
  );
}
