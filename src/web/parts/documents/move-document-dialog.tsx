/** A document at the wrong student: to the right one, or out of the file; the reason stays. */
import { Radio, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Operation } from '../../api.ts';
import { useActing } from '../use-acting.ts';
import { useWords } from '../../words/words.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import type { StudentDocument } from './documents.tsx';

export interface Moving {
  readonly action: 'move' | 'take-out' | 'put-back';
  readonly document: StudentDocument;
}

const CHANGES: readonly Operation[] = [
  'readDocuments',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
  'listExcusals',
];

export function MoveDocumentDialog({ moving, onClose }: { readonly moving: Moving; readonly onClose: () => void }) {
  const t = useWords('documents');
  const [student, setStudent] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const { action, document } = moving;
  const send = (reason: string): Promise<unknown> => {
    const params = { document: document.document };
    if (action === 'move') return api.moveDocument({ params, body: { student, reason } });
    if (action === 'take-out') return api.takeOutDocument({ params, body: { reason } });
    return api.putBackDocument({ params, body: { reason } });
  };
  const confirm = (reason: string) => {
    setMissing(action === 'move' && student === '');
    if (action === 'move' && student === '') return;
    void act(() => send(reason));
  };
  return (
    <ReasonDialog
      isOpen
      title={t(`ask.${action}.title`)}
      text={t(`ask.${action}.text`)}
      confirm={t(`ask.${action}.confirm`)}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      {action === 'move' && <ChooseStudent value={student} onChange={setStudent} isMissing={isMissing} />}
    </ReasonDialog>
  );
}

interface ChooseStudentProps {
  readonly value: string;
  readonly onChange: (student: string) => void;
  readonly isMissing: boolean;
}

function ChooseStudent({ value, onChange, isMissing }: ChooseStudentProps) {
  const t = useWords('documents');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['searchStudents', asked],
    queryFn: ({ signal }) => api.searchStudents({ body: { text: asked, limit: 6 } }, { signal }),
    enabled: asked.length >= 2,
    gcTime: 0,
    retry: false,
  });
  return (
    <>
      <TextInput
        label={t('findStudent')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
      />
      <Radio.Group
        label={t('rightStudent')}
        value={value}
        onChange={onChange}
        error={isMissing && value === '' ? t('missing.student') : undefined}
      >
        <Stack gap="xs" mt="xs">
          {(found.data?.items ?? []).map((hit) => (
            <Radio
              key={hit.student}
              value={hit.student}
              label={[`${hit.lastName}, ${hit.firstName}`, hit.grade, hit.school?.name ?? '']
                .filter((part) => part !== '')
                .join(' · ')}
            />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}
