/** What a recommendation would send, before it is sent; or what is still missing. */
import { Anchor, Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { api, newKey, useApi, type AnswerOf } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

interface RecommendDialogProps {
  readonly plan: string;
  readonly onClose: () => void;
}

export function RecommendDialog({ plan, onClose }: RecommendDialogProps) {
  const t = useWords('plans');
  const preview = useApi('previewRecommendation', { params: { plan } }, { staleTime: 0 });
  const { data } = preview;
  if (data !== undefined && data.isPossible && !preview.isFetching)
    return <Possible plan={plan} preview={data} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('recommend.notYet')}
      closeButtonProps={{ 'aria-label': t('recommend.close') }}
    >
      <Loaded query={preview} shape="text">
        {(answer) => <NotYet preview={answer} />}
      </Loaded>
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>{t('recommend.close')}</Button>
      </Group>
    </Modal>
  );
}

function NotYet({ preview }: { readonly preview: AnswerOf<'previewRecommendation'> }) {
  const exact = useWords('exact');
  const t = useWords('plans');
  const { requirements, ready, whyNot, whyNotCode } = preview;
  const missing = requirements.length - ready;
  return (
    <Text role="alert">
      {missing > 0 && exact('notReadyForCourt', { count: missing, m: requirements.length })}
      {whyNotCode !== '' && t(`recommend.whyNot.${whyNotCode}`, { reason: whyNot })}
    </Text>
  );
}

function Possible({
  plan,
  preview,
  onClose,
}: RecommendDialogProps & { readonly preview: AnswerOf<'previewRecommendation'> }) {
  const t = useWords('plans');
  const [key] = useState(newKey);
  const { isBusy, error, send } = usePlanAction(onClose);
  const { email, supervisor } = preview;
  return (
    <ReasonDialog
      isOpen
      title={t('recommend.title')}
      text={t('recommend.text', { person: supervisor })}
      label={t('recommend.reason')}
      confirm={t('recommend.confirm')}
      onConfirm={(reason) =>
        void send(() => api.recommendPlan({ params: { plan }, body: { reason }, key }), t('recommend.done'))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      {email !== null && (
        <div className={classes.mail} lang="en">
          <Text size="sm">
            {t('recommend.to')}: {email.to}
          </Text>
          <Text size="sm" mb="xs">
            {t('recommend.subject')}: {email.subject}
          </Text>
          {email.text}
        </div>
      )}
      <Text size="sm">
        {t('recommend.packetWhat')}{' '}
        <Anchor href={`/api/plans/${plan}/packet.pdf`} target="_blank">
          {t('recommend.packet')}
        </Anchor>
      </Text>
    </ReasonDialog>
  );
}
