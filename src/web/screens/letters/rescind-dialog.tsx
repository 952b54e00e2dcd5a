/** Taking back a notice that went out: shows the letter that the family gets before anything happens. */
import { Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { api, newKey } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { LETTER_ANSWERS } from './letters-changed.ts';
import classes from './letters.module.css';

interface RescindDialogProps {
  readonly notice: NoticeDetail;
  readonly onClose: (said?: string) => void;
}

export function RescindDialog({ notice, onClose }: RescindDialogProps) {
  const t = useWords('letters');
  const exact = useWords('exact');
  const date = useDate();
  const [key] = useState(newKey);
  const [sentence, setSentence] = useState('');
  const { act, isBusy, error } = useActing(LETTER_ANSWERS);
  const params = { notice: notice.notice };
  const confirm = (reason: string) =>
    act(
      () => api.rescindNotice({ params, body: { reason, sentence: sentence.trim() }, key }),
      ({ letters }) => onClose(letters === 0 ? t('notice.rescindNobody') : t('notice.rescinded', { count: letters })),
    );
  return (
    <ReasonDialog
      isOpen
      title={t('notice.rescindTitle')}
      text={exact('willRescind', { date: date(notice.issuedOn) })}
      confirm={t('notice.rescindConfirm')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={() => onClose()}
      isBusy={isBusy}
      isDangerous
      error={error}
    >
      <TextInput
        label={t('notice.rescindSentence')}
        value={sentence}
        onChange={(event) => setSentence(event.currentTarget.value)}
        maxLength={400}
      />
      <Preview notice={notice.notice} sentence={sentence.trim()} />
    </ReasonDialog>
  );
}

/** Follows what is typed after a short pause. */
function Preview({ notice, sentence }: { readonly notice: string; readonly sentence: string }) {
  const t = useWords('letters');
  const [settled] = useDebouncedValue(sentence, 500);
  const preview = useQuery({
    queryKey: ['rescission', notice, settled],
    queryFn: ({ signal }) => api.previewRescission({ params: { notice }, body: { sentence: settled } }, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <Loaded query={preview} shape="text">
      {({ letters }) => (
        <section aria-label={t('notice.rescindLetter')}>
          <Text fw={600}>{t('notice.rescindLetter')}</Text>
          {letters.length === 0 && <Text className="rc-warning">{t('notice.rescindNobody')}</Text>}
          {letters.map((letter, at) => (
            <div key={at} className={classes.text} lang={letter.language} dir={letter.direction}>
              {letter.text}
            </div>
          ))}
        </section>
      )}
    </Loaded>
  );
}
