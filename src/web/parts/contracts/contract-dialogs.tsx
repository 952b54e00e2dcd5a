/** Questions about a contract: a signature, a signer who is not needed, a review, a violation, an end. */
import { Alert, Button, Group, Modal, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, useApi } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { SchoolDayHint } from '../school-day-hint.tsx';
import { useMe } from '../../shell/me.ts';
import { useActing } from '../use-acting.ts';
import { useLanguageName } from '../use-language-name.ts';
import { useToday } from '../use-today.ts';
import { DrawSignature, type Strokes } from './signature-pad.tsx';
import { CONTRACT_ANSWERS, type Contract } from './contract-answers.ts';

export interface AskingContract {
  readonly kind: 'sign' | 'excuse' | 'review' | 'violate' | 'take-back-violation' | 'end';
  readonly signature?: Contract['signatures'][number];
}

interface DialogProps {
  readonly contract: Contract;
  readonly onClose: () => void;
}

export function ContractDialogs({ asking, contract, onClose }: DialogProps & { readonly asking: AskingContract }) {
  const { kind, signature } = asking;
  if (kind === 'sign' && signature !== undefined)
    return <SignDialog contract={contract} signature={signature} onClose={onClose} />;
  if (kind === 'review') return <ReviewDialog contract={contract} onClose={onClose} />;
  if (kind === 'violate') return <ViolateDialog contract={contract} onClose={onClose} />;
  return <PlainReason asking={asking} contract={contract} onClose={onClose} />;
}

function PlainReason({ asking, contract, onClose }: DialogProps & { readonly asking: AskingContract }) {
  const t = useWords('contracts');
  const { act, isBusy, error } = useActing(CONTRACT_ANSWERS, onClose);
  const { kind, signature } = asking;
  const params = { contract: contract.contract };
  const confirm = (reason: string) =>
    void act(() => {
      if (kind === 'excuse')
        return api.excuseSigner({ params: { ...params, signature: signature?.signature ?? 0 }, body: { reason } });
      if (kind === 'end') return api.endContract({ params, body: { reason } });
      return api.takeBackViolation({ params, body: { reason } });
    });
  return (
    <ReasonDialog
      isOpen
      title={t(`ask.${kind}.title`, { name: signature?.name ?? '' })}
      text={t(`ask.${kind}.text`)}
      confirm={t(`ask.${kind}.confirm`)}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}

/** Says what follows before it happens. */
function ViolateDialog({ contract, onClose }: DialogProps) {
  const t = useWords('contracts');
  const today = useToday();
  const [on, setOn] = useState(today);
  const { act, isBusy, error } = useActing(CONTRACT_ANSWERS, onClose);
  const params = { contract: contract.contract };
  return (
    <ReasonDialog
      isOpen
      title={t('ask.violate.title')}
      text={t('ask.violate.text')}
      confirm={t('ask.violate.confirm')}
      onConfirm={(reason) => void act(() => api.markViolated({ params, body: { reason, on } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
      isDangerous
    >
      <TextInput
        type="date"
        label={t('ask.violate.on')}
        value={on}
        max={today}
        min={contract.signedOn ?? contract.startsOn}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}

function ReviewDialog({ contract, onClose }: DialogProps) {
  const t = useWords('contracts');
  const date = useDate();
  const today = useToday();
  const [nextOn, setNextOn] = useState('');
  const { act, isBusy, error } = useActing(CONTRACT_ANSWERS, onClose);
  const params = { contract: contract.contract };
  return (
    <ReasonDialog
      isOpen
      title={t('ask.review.title')}
      text={t('ask.review.text', { end: date(contract.endsOn) })}
      label={t('ask.review.note')}
      confirm={t('ask.review.confirm')}
      maxLength={2000}
      onConfirm={(note) =>
        void act(() => api.reviewContract({ params, body: { note, nextOn: nextOn === '' ? null : nextOn } }))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        type="date"
        label={t('ask.review.next')}
        value={nextOn}
        min={today}
        max={contract.endsOn}
        onChange={(event) => setNextOn(event.currentTarget.value)}
      />
      <SchoolDayHint student={contract.student} on={nextOn} />
    </ReasonDialog>
  );
}

const WAYS = ['typed', 'drawn', 'paper'] as const;
type Way = (typeof WAYS)[number];

function SignDialog({
  contract,
  signature,
  onClose,
}: DialogProps & { readonly signature: Contract['signatures'][number] }) {
  const t = useWords('contracts');
  const languageName = useLanguageName();
  const words = useSignWords(signature);
  const { isOfColleague } = signature;
  const ways = isOfColleague ? (['paper'] as const) : WAYS;
  const [way, setWay] = useState<Way>(isOfColleague ? 'paper' : 'typed');
  const [typed, setTyped] = useState('');
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [document, setDocument] = useState('');
  const [language, setLanguage] = useState(contract.languages[0] ?? 'en');
  const { act, isBusy, error } = useActing([...CONTRACT_ANSWERS, 'readDocuments'], onClose);
  const params = { contract: contract.contract, signature: signature.signature };
  const isReady = { typed: typed.trim() !== '', drawn: strokes.flat().length >= 4, paper: document !== '' }[way];
  const save = () =>
    act(() => api.signContract({ params, body: { language, signing: signingOf(way, { typed, strokes, document }) } }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('sign.title', { name: signature.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        <Text size="sm">{words.text}</Text>
        <SegmentedControl
          aria-label={t('sign.way')}
          data={ways.map((one) => ({ value: one, label: t(`way.${one}`) }))}
          value={way}
          onChange={(value) => setWay(value)}
        />
        {way === 'typed' && (
          <TextInput
            label={words.label}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
            autoComplete="off"
          />
        )}
        {way === 'drawn' && <DrawSignature onChange={setStrokes} />}
        {way === 'paper' && <Scan student={contract.student} value={document} onChange={setDocument} />}
        <NativeSelect
          label={t('sign.language')}
          data={contract.languages.map((one) => ({ value: one, label: languageName(one) }))}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={isBusy} disabled={!isReady} onClick={() => void save()}>
            {t('sign.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** For the school only who is signed in types or draws, in the own name; the family does before a witness. */
function useSignWords({ isOfColleague, part, name }: Contract['signatures'][number]) {
  const t = useWords('contracts');
  const me = useMe();
  if (part !== 'school') return { text: t('sign.text'), label: t('sign.typed', { name }) };
  const text = isOfColleague ? t('sign.colleague', { name }) : t('sign.school', { person: me.name });
  return { text, label: t('sign.ownName', { name: me.name }) };
}

function signingOf(way: Way, given: { readonly typed: string; readonly strokes: Strokes; readonly document: string }) {
  if (way === 'typed') return { way, typed: given.typed } as const;
  if (way === 'drawn') return { way, strokes: given.strokes } as const;
  return { way, documentId: Number(given.document) } as const;
}

/** The scan of what was signed by hand, from the documents of the file. */
function Scan({
  student,
  value,
  onChange,
}: {
  readonly student: string;
  readonly value: string;
  readonly onChange: (document: string) => void;
}) {
  const t = useWords('contracts');
  const date = useDate();
  const documents = useApi('readDocuments', { params: { student }, query: { limit: 200 } });
  const scans = documents.data?.items.filter(({ state }) => state === 'filed') ?? [];
  if (documents.data !== undefined && scans.length === 0) return <Alert variant="default">{t('sign.noScan')}</Alert>;
  return (
    <NativeSelect
      label={t('sign.scan')}
      data={[
        { value: '', label: t('sign.choose') },
        ...scans.map((one) => ({
          value: String(one.document),
          label: [date(one.receivedOn), one.title || one.fileName].filter((part) => part !== '').join(' · '),
        })),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
