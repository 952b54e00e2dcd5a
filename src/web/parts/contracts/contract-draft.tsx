/** The draft: terms of each side in each language, goals, days and who signs; then it is offered. */
import {
  Button,
  Fieldset,
  Group,
  MultiSelect,
  NativeSelect,
  Stack,
  Tabs,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { SchoolDayHint } from '../school-day-hint.tsx';
import { useActing } from '../use-acting.ts';
import { useLanguageName } from '../use-language-name.ts';
import { CONTRACT_ANSWERS, type Contract } from './contract-answers.ts';
import { TermsOfLanguage } from './contract-terms.tsx';
import classes from './contracts.module.css';

type Signer = Pick<Contract['signatures'][number], 'part' | 'name' | 'guardianId'>;

type Draft = Pick<Contract, 'texts' | 'goals' | 'languages' | 'startsOn' | 'reviewOn' | 'endsOn'> & {
  readonly signers: readonly Signer[];
};

export function ContractDraft({ contract }: { readonly contract: Contract }) {
  const t = useWords('contracts');
  const [draft, setDraft] = useState<Draft>(() => draftOf(contract));
  const { act, isBusy, error } = useActing(CONTRACT_ANSWERS);
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const params = { contract: contract.contract };
  const save = () =>
    api.changeContract({
      params,
      body: { ...draft, languages: [...draft.languages], signers: draft.signers.map((one) => ({ ...one })) },
      revision: String(contract.revision),
    });
  const offer = async () => {
    await save();
    await api.offerContract({ params });
  };
  return (
    <Stack mt="sm">
      {error !== null && <ProblemAlert error={error} />}
      <Days draft={draft} set={set} />
      <SchoolDayHint student={contract.student} on={draft.reviewOn} />
      <Languages draft={draft} set={set} all={Object.keys(contract.texts)} />
      <Textarea
        label={t('goals')}
        value={draft.goals}
        maxLength={2000}
        autosize
        minRows={1}
        onChange={(event) => set({ goals: event.currentTarget.value })}
      />
      <SignersOfDraft draft={draft} set={set} />
      <Group>
        <Button loading={isBusy} onClick={() => void act(offer)}>
          {t('doors.offer')}
        </Button>
        <Button variant="default" loading={isBusy} onClick={() => void act(save)}>
          {t('doors.save')}
        </Button>
        <Text size="sm" className="rc-dimmed">
          {t('offerHint')}
        </Text>
      </Group>
    </Stack>
  );
}

interface Part {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

function Days({ draft, set }: Part) {
  const t = useWords('contracts');
  const field = (key: 'startsOn' | 'reviewOn' | 'endsOn') => (
    <TextInput
      type="date"
      label={t(key)}
      value={draft[key]}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.fields}>
      {field('startsOn')}
      {field('reviewOn')}
      {field('endsOn')}
    </div>
  );
}

function Languages({ draft, set, all }: Part & { readonly all: readonly string[] }) {
  const t = useWords('contracts');
  const languageName = useLanguageName();
  const [shown, setShown] = useState<string>(draft.languages[0] ?? 'en');
  return (
    <>
      <MultiSelect
        label={t('copies')}
        data={all.map((one) => ({ value: one, label: languageName(one) }))}
        value={[...draft.languages]}
        onChange={(languages) => set({ languages })}
        clearButtonProps={{ 'aria-label': t('clear') }}
      />
      <Tabs value={shown} onChange={(value) => setShown(value ?? 'en')} keepMounted={false}>
        <Tabs.List aria-label={t('copies')}>
          {draft.languages.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {languageName(one)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {draft.languages.map((one) => (
          <Tabs.Panel key={one} value={one} pt="sm">
            <TermsOfLanguage
              text={draft.texts[one]}
              language={one}
              onChange={(text) => set({ texts: { ...draft.texts, [one]: text } })}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const PARTS = ['guardian', 'student', 'school', 'other'] as const;

function SignersOfDraft({ draft, set }: Part) {
  const t = useWords('contracts');
  const { signers } = draft;
  const change = (at: number, part: Partial<Signer>) =>
    set({ signers: signers.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  return (
    <Fieldset legend={t('signers')}>
      {signers.map((signer, at) => (
        <div className={classes.fields} key={at}>
          <NativeSelect
            label={t('as')}
            data={PARTS.map((part) => ({ value: part, label: t(`part.${part}`) }))}
            value={signer.part}
            onChange={(event) => change(at, { part: event.currentTarget.value as Signer['part'] })}
          />
          <TextInput
            label={t('name')}
            value={signer.name}
            maxLength={200}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
            autoComplete="off"
          />
          <Button
            variant="subtle"
            aria-label={t('takeOutOf', { name: signer.name })}
            onClick={() => set({ signers: signers.filter((_, place) => place !== at) })}
          >
            {t('takeOut')}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        mt="xs"
        onClick={() => set({ signers: [...signers, { part: 'other', name: '', guardianId: '' }] })}
      >
        {t('addSigner')}
      </Button>
    </Fieldset>
  );
}

function draftOf({ texts, goals, languages, startsOn, reviewOn, endsOn, signatures }: Contract): Draft {
  const signers = signatures.map(({ part, name, guardianId }) => ({ part, name, guardianId }));
  return { texts, goals, languages, startsOn, reviewOn, endsOn, signers };
}
