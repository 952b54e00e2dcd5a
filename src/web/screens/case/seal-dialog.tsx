/** Seals the file: parts are ticked and put in order, pages are shown before anything is sealed; then it may be given to somebody. */
import { Anchor, Button, Checkbox, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, newKey, useApi, type AnswerOf, type InputOf } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useToday } from '../../parts/use-today.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import type { CaseHead } from './tabs.ts';
import classes from './seal-dialog.module.css';

type Part = NonNullable<InputOf<'previewCaseFile'>['body']['parts']>[number];
type Preview = AnswerOf<'previewCaseFile'>;
type Sealed = AnswerOf<'sealCaseFile'>;

/** In the head of the file; shown to those who may. */
export function SealButton({ head }: { readonly head: CaseHead }) {
  const t = useWords('seal');
  const maySeal = useMay('seal-file');
  const [isOpen, setOpen] = useState(false);
  if (!maySeal) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      {isOpen && <SealDialog head={head} onClose={() => setOpen(false)} />}
    </>
  );
}

function SealDialog({ head, onClose }: { readonly head: CaseHead; readonly onClose: () => void }) {
  const t = useWords('seal');
  const [sealed, setSealed] = useState<Sealed | null>(null);
  const preview = useApi('previewCaseFile', { params: { case: head.case }, body: {} }, { staleTime: 60_000 });
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      {sealed === null ? (
        <Loaded query={preview} shape="text" failed={t('failed')} what={t('what')}>
          {(answer) => <Choice head={head} preview={answer} onSealed={setSealed} />}
        </Loaded>
      ) : (
        <Give sealed={sealed} />
      )}
    </Modal>
  );
}

interface ChoiceProps {
  readonly head: CaseHead;
  readonly preview: Preview;
  readonly onSealed: (sealed: Sealed) => void;
}

function Choice({ head, preview, onSealed }: ChoiceProps) {
  const t = useWords('seal');
  const [order, setOrder] = useState<readonly Part[]>(preview.parts.map(({ part }) => part));
  const [left, setLeft] = useState<ReadonlySet<Part>>(
    new Set(preview.parts.filter(({ entries }) => entries === 0).map(({ part }) => part)),
  );
  const { act, isBusy, error } = useActing(['listSealedFiles', 'readCaseTimeline']);
  const chosen = order.filter((part) => !left.has(part));
  const byPart = new Map(preview.parts.map((one) => [one.part, one]));
  const pages = chosen.reduce((sum, part) => sum + (byPart.get(part)?.pages ?? 0), 2);
  const tick = (part: Part): void =>
    setLeft((before) => new Set(before.has(part) ? [...before].filter((one) => one !== part) : [...before, part]));
  const move = (at: number, by: number): void => setOrder((before) => moved(before, at, by));
  const seal = () =>
    act(() => api.sealCaseFile({ params: { case: head.case }, body: { parts: [...chosen] } }), onSealed);
  return (
    <>
      {error !== null && <ProblemAlert error={error} title={t('failed')} />}
      <Text size="sm" mb="sm">
        {t('text')}
      </Text>
      <ul className={classes.parts}>
        {order.map((part, at) => (
          <PartLine
            key={part}
            part={part}
            found={byPart.get(part)}
            isIn={!left.has(part)}
            isFirst={at === 0}
            isLast={at === order.length - 1}
            onTick={() => tick(part)}
            onMove={(by) => move(at, by)}
          />
        ))}
      </ul>
      {preview.carried.length > 0 && (
        <Text size="sm" mb="sm">
          {t('carried', { list: preview.carried.join(', ') })}
        </Text>
      )}
      <Group justify="flex-end">
        <Button loading={isBusy} disabled={chosen.length === 0} onClick={() => void seal()}>
          {t('confirm', { count: pages })}
        </Button>
      </Group>
    </>
  );
}

interface PartLineProps {
  readonly part: Part;
  readonly found: Preview['parts'][number] | undefined;
  readonly isIn: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onTick: () => void;
  readonly onMove: (by: number) => void;
}

function PartLine({ part, found, isIn, isFirst, isLast, onTick, onMove }: PartLineProps) {
  const t = useWords('seal');
  const name = t(`parts.${part}`);
  const button = (key: 'up' | 'down') => ({ size: 'compact-sm', variant: 'default', 'aria-label': t(key, { name }) });
  return (
    <li>
      <Checkbox checked={isIn} onChange={onTick} label={name} />
      <Text size="sm" className="rc-dimmed">
        {t('counts', { entries: found?.entries ?? 0, count: found?.pages ?? 0 })}
      </Text>
      <Group gap={4} wrap="nowrap">
        <Button {...button('up')} disabled={isFirst} onClick={() => onMove(-1)}>
          ↑
        </Button>
        <Button {...button('down')} disabled={isLast} onClick={() => onMove(1)}>
          ↓
        </Button>
      </Group>
    </li>
  );
}

function Give({ sealed }: { readonly sealed: Sealed }) {
  const t = useWords('seal');
  const today = useToday();
  const [line, setLine] = useState<number | null>(null);
  const [key] = useState(newKey);
  const { act, isBusy, error } = useActing(['readCase', 'readCaseDisclosures', 'readCaseTimeline']);
  const give = (party: string, interest: string) =>
    act(
      () => api.giveSealedFile({ params: { file: sealed.file }, body: { party, interest, on: today }, key }),
      ({ disclosure }) => setLine(disclosure),
    );
  return (
    <>
      <Text mb="xs" role="status">
        {t('sealed', { file: sealed.file, count: sealed.pages, seal: sealed.seal.slice(0, 12) })}{' '}
        <Anchor href={`/api/files/${sealed.file}.pdf`} target="_blank">
          {t('open')}
        </Anchor>
      </Text>
      {error !== null && <ProblemAlert error={error} title={t('failed')} />}
      {line === null ? (
        <GiveForm isBusy={isBusy} onGive={(party, interest) => void give(party, interest)} />
      ) : (
        <Text role="status">{t('given', { line })}</Text>
      )}
    </>
  );
}

function GiveForm({
  isBusy,
  onGive,
}: {
  readonly isBusy: boolean;
  readonly onGive: (party: string, interest: string) => void;
}) {
  const t = useWords('seal');
  const [party, setParty] = useState('');
  const [interest, setInterest] = useState('');
  const [isMissing, setMissing] = useState(false);
  const give = (): void => {
    const isIncomplete = party.trim() === '' || interest.trim() === '';
    setMissing(isIncomplete);
    if (!isIncomplete) onGive(party.trim(), interest.trim());
  };
  return (
    <>
      <Text size="sm" mb="sm">
        {t('giveText')}
      </Text>
      <TextInput
        label={t('party')}
        value={party}
        maxLength={200}
        onChange={(event) => setParty(event.currentTarget.value)}
        error={isMissing && party.trim() === '' ? t('missing') : undefined}
        mb="sm"
      />
      <TextInput
        label={t('interest')}
        value={interest}
        maxLength={500}
        onChange={(event) => setInterest(event.currentTarget.value)}
        error={isMissing && interest.trim() === '' ? t('missing') : undefined}
        mb="sm"
      />
      <Group justify="flex-end">
        <Button loading={isBusy} onClick={give}>
          {t('give')}
        </Button>
      </Group>
    </>
  );
}

function moved(parts: readonly Part[], at: number, by: number): readonly Part[] {
  const next = [...parts];
  const [part] = next.splice(at, 1);
  if (part !== undefined) next.splice(at + by, 0, part);
  return next;
}
