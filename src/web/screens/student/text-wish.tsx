/** Whether text messages are wanted at a guardian's number, and noting what the family told the school. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { api, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

interface TextWishProps {
  readonly student: string;
  readonly guardian: AnswerOf<'readStudentFamily'>['guardians'][number];
}

export function TextWish({ student, guardian }: TextWishProps) {
  const t = useWords('student');
  const date = useDate();
  const mayNote = useMay('mark-notice');
  const [isAsking, setAsking] = useState(false);
  const { name, noTexts, canGetTexts, guardian: id } = guardian;
  if (!canGetTexts) return null;
  return (
    <>
      {noTexts !== null && (
        <Text size="sm" className="rc-warning">
          {t('family.noTexts', {
            date: date(noTexts.since, 'moment'),
            source: t(`family.stopSource.${noTexts.source}`, { person: noTexts.by }),
          })}
        </Text>
      )}
      {mayNote && id !== '' && (
        <Button
          w="fit-content"
          size="compact-sm"
          variant="default"
          className="rc-no-print"
          aria-label={`${t(noTexts === null ? 'family.stopTexts' : 'family.startTexts')} ${name}`}
          onClick={() => setAsking(true)}
        >
          {t(noTexts === null ? 'family.stopTexts' : 'family.startTexts')}
        </Button>
      )}
      {isAsking && <WishDialog student={student} guardian={guardian} onClose={() => setAsking(false)} />}
    </>
  );
}

function WishDialog({ student, guardian, onClose }: TextWishProps & { readonly onClose: () => void }) {
  const t = useWords('student');
  const { act, isBusy, error } = useActing(['readStudentFamily'], onClose);
  const { name, noTexts, guardian: id } = guardian;
  const part = noTexts === null ? 'stop' : 'start';
  const wants = noTexts === null ? 'no-texts' : 'texts';
  return (
    <ConfirmDialog
      isOpen
      title={t(`family.${part}Title`, { name })}
      confirm={t(`family.${part}Texts`).replace(/ …$/, '')}
      onConfirm={() => void act(() => api.noteTextWish({ params: { student }, body: { guardian: id, wants } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Text>{t(`family.${part}Text`)}</Text>
    </ConfirmDialog>
  );
}
