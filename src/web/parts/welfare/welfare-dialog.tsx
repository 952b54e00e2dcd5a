/** Social services or law enforcement considered: contact made, to whom, when and why; or not needed, and why. */
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { useActing } from '../use-acting.ts';
import { useToday } from '../use-today.ts';

export interface AskingWelfare {
  readonly task: number | null;
  readonly corrects: number | null;
}

type Agency = 'social-services' | 'law-enforcement' | 'other';

interface Contact {
  readonly agency: Agency;
  readonly organisation: string;
  readonly contactName: string;
  readonly given: string;
}

const CHANGES = [
  'readStudentWelfare',
  'listWelfare',
  'readTasks',
  'countTasks',
  'readCase',
  'readCaseTimeline',
  'readCaseDisclosures',
  'readStudentTimeline',
] as const;

interface WelfareDialogProps {
  readonly student: string;
  readonly asking: AskingWelfare;
  readonly onClose: () => void;
}

export function WelfareDialog({ student, asking, onClose }: WelfareDialogProps) {
  const t = useWords('welfare');
  const today = useToday();
  const [decision, setDecision] = useState<Decided>('');
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState('');
  const [contact, setContact] = useState<Contact>({
    agency: 'social-services',
    organisation: '',
    contactName: '',
    given: '',
  });
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const isMade = decision === 'made';
  const isReady =
    decision !== '' &&
    reason.trim() !== '' &&
    (!isMade || (contact.organisation.trim() !== '' && contact.given.trim() !== ''));
  const save = () =>
    act(() =>
      api.recordWelfare({ params: { student }, body: { ...asking, on, reason, contact: isMade ? contact : null } }),
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('form.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        <Decision value={decision} onChange={setDecision} />
        {isMade && <ContactFields contact={contact} onChange={setContact} />}
        <TextInput
          type="date"
          label={t('form.on')}
          value={on}
          max={today}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Textarea
          label={t(isMade ? 'form.why' : 'form.whyNot')}
          value={reason}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={isBusy} disabled={!isReady} onClick={() => void save()}>
            {t(isMade ? 'form.confirmMade' : 'form.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type Decided = '' | 'made' | 'not-needed';

function Decision({ value, onChange }: { readonly value: Decided; readonly onChange: (value: Decided) => void }) {
  const t = useWords('welfare');
  return (
    <Radio.Group label={t('form.decision')} value={value} onChange={(chosen) => onChange(chosen)}>
      <Stack gap="xs" mt="xs">
        <Radio value="made" label={t('decision.made')} />
        <Radio value="not-needed" label={t('decision.not-needed')} />
      </Stack>
    </Radio.Group>
  );
}

function ContactFields({
  contact,
  onChange,
}: {
  readonly contact: Contact;
  readonly onChange: (contact: Contact) => void;
}) {
  const t = useWords('welfare');
  const set = (part: Partial<Contact>) => onChange({ ...contact, ...part });
  return (
    <>
      <NativeSelect
        label={t('form.agency')}
        data={(['social-services', 'law-enforcement', 'other'] as const).map((one) => ({
          value: one,
          label: t(`agency.${one}`),
        }))}
        value={contact.agency}
        onChange={(event) => set({ agency: event.currentTarget.value as Agency })}
      />
      <TextInput
        label={t('form.organisation')}
        value={contact.organisation}
        maxLength={200}
        onChange={(event) => set({ organisation: event.currentTarget.value })}
        autoComplete="off"
      />
      <TextInput
        label={t('form.contactName')}
        value={contact.contactName}
        maxLength={200}
        onChange={(event) => set({ contactName: event.currentTarget.value })}
        autoComplete="off"
      />
      <Textarea
        label={t('form.given')}
        value={contact.given}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => set({ given: event.currentTarget.value })}
      />
      <Text size="sm" className="rc-dimmed">
        {t('form.log')}
      </Text>
    </>
  );
}
