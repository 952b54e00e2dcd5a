/** What a person may do with a notice now: print, mark, and decide about what changed. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { contract } from '../../../server/contract.ts';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { api, newKey } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useGo, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { WithdrawnEffects } from './withdrawn-effects.tsx';
import { LETTER_ANSWERS, lettersChanged } from './letters-changed.ts';
import { MarkDialog } from './mark-dialog.tsx';
import { PrintInstead } from './print-instead.tsx';
import { RescindDialog } from './rescind-dialog.tsx';

type Asked = 'mark' | 'withdraw' | 'rescind' | 'keep' | 'reissue';

export function NoticeActions({ notice }: { readonly notice: NoticeDetail }) {
  const t = useWords('letters');
  const exact = useWords('exact');
  const mayPrint = useMay('print');
  const mayMark = useMay('mark-notice');
  const mayRescind = useMay('rescind');
  const mayUndo = useMay('undo-issue');
  const mayIssue = useMay('issue');
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [news, setNews] = useState('');
  const close = (said = ''): void => {
    setAsked(undefined);
    setNews(said);
  };
  const { may, marks } = notice;
  return (
    <>
      <Group gap="xs" mb="md" className="rc-no-print">
        {may.print && mayPrint && <Print notice={notice} onSaid={setNews} />}
        {may.printInstead && mayPrint && <PrintInstead notice={notice} onSaid={setNews} />}
        {marks.length > 0 && mayMark && (
          <Button variant="default" onClick={() => setAsked('mark')}>
            {t('mark.button')}
          </Button>
        )}
        {may.keep && mayRescind && (
          <Button variant="default" onClick={() => setAsked('keep')}>
            {t('notice.keep')}
          </Button>
        )}
        {may.rescind && mayRescind && (
          <Button variant="default" onClick={() => setAsked('rescind')}>
            {exact('rescind')}
          </Button>
        )}
        {may.reissue && mayIssue && (
          <Button variant="default" onClick={() => setAsked('reissue')}>
            {t('notice.reissue')}
          </Button>
        )}
        {may.withdraw && mayUndo && (
          <Button variant="default" onClick={() => setAsked('withdraw')}>
            {t('notice.withdraw')}
          </Button>
        )}
      </Group>
      <Text role="status" mb={news === '' ? 0 : 'md'}>
        {news}
      </Text>
      {asked === 'mark' && <MarkDialog lines={[notice]} onMarked={() => close()} onClose={() => close()} />}
      {asked === 'rescind' && <RescindDialog notice={notice} onClose={close} />}
      {(asked === 'withdraw' || asked === 'keep' || asked === 'reissue') && (
        <Decide what={asked} notice={notice.notice} onClose={close} />
      )}
    </>
  );
}

/** Opens the letters for printing, and says that they are printed. */
function Print({ notice, onSaid }: { readonly notice: NoticeDetail; readonly onSaid: (said: string) => void }) {
  const t = useWords('letters');
  const [error, setError] = useState<unknown>(undefined);
  const print = async (): Promise<void> => {
    setError(undefined);
    try {
      await api.printNotice({ params: { notice: notice.notice } });
      for (const letter of notice.letterList.filter((one) => !one.isRescission))
        window.open(
          urlOf(contract.readLetterPdf, { params: { notice: notice.notice, letter: letter.letter } }),
          '_blank',
          'noopener',
        );
      onSaid(t('notice.printHint'));
      await lettersChanged();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      {error !== undefined && <ProblemAlert error={error} />}
      <Button onClick={() => void print()}>
        {notice.state === 'issued' ? t('notice.print') : t('notice.printAgain')}
      </Button>
    </>
  );
}

interface DecideProps {
  readonly what: 'withdraw' | 'keep' | 'reissue';
  readonly notice: string;
  readonly onClose: (said?: string) => void;
}

function Decide({ what, notice, onClose }: DecideProps) {
  const t = useWords('letters');
  const go = useGo();
  const { path } = useSchool();
  const [key] = useState(newKey);
  const { act, isBusy, error } = useActing(LETTER_ANSWERS);
  const params = { notice };
  const does = {
    withdraw: (reason: string) =>
      act(
        () => api.withdrawNotice({ params, body: { reason } }),
        () => onClose(t('notice.withdrawn')),
      ),
    keep: (reason: string) =>
      act(
        () => api.keepNotice({ params, body: { reason } }),
        () => onClose(),
      ),
    reissue: (reason: string) =>
      act(
        () => api.reissueNotice({ params, body: { reason }, key }),
        ({ batch }) => go(path(`/letters/batches/${batch}`)),
      ),
  };
  const words = {
    withdraw: [t('notice.withdrawTitle'), t('notice.withdrawText'), t('notice.withdraw')],
    keep: [t('notice.keepTitle'), t('notice.keepText'), t('notice.keepConfirm')],
    reissue: [t('notice.reissueTitle'), t('notice.reissueText'), t('notice.reissueConfirm')],
  }[what];
  return (
    <ReasonDialog
      isOpen
      title={words[0] ?? ''}
      text={
        <>
          {words[1]}
          {what === 'withdraw' && <WithdrawnEffects notice={notice} />}
        </>
      }
      confirm={(words[2] ?? '').replace(' …', '')}
      onConfirm={(reason) => void does[what](reason)}
      onClose={() => onClose()}
      isBusy={isBusy}
      error={error}
    />
  );
}
