/** One contract: its days, its terms, who has signed, and what can be done now. */
import { Anchor, Button, List, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { contract as routes } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { api } from '../../api.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { Owner } from '../owner.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { ToneChip } from '../status-chip.tsx';
import { useActing } from '../use-acting.ts';
import { useLanguageInWords } from '../use-language-name.ts';
import { ContractDialogs, type AskingContract } from './contract-dialogs.tsx';
import { ContractDraft } from './contract-draft.tsx';
import { Signers } from './contract-signers.tsx';
import { CONTRACT_ANSWERS, type Contract } from './contract-answers.ts';
import classes from './contracts.module.css';

const TONES = {
  draft: 'waiting',
  offered: 'due',
  signed: 'sent',
  reviewed: 'sent',
  violated: 'returned',
  ended: 'closed',
  lapsed: 'closed',
} as const;

const OVER: readonly string[] = ['ended', 'lapsed'];

export function ContractCard({ contract, isReadOnly }: { readonly contract: Contract; readonly isReadOnly: boolean }) {
  const t = useWords('contracts');
  const date = useDate();
  const [asking, setAsking] = useState<AskingContract | undefined>(undefined);
  const { state, startsOn, reviewOn, endsOn, isReviewDue, violatedOn, reviewNote } = contract;
  const isDraft = state === 'draft' && !isReadOnly && contract.may.includes('change');
  return (
    <section className={classes.card} aria-label={t('one', { from: date(startsOn) })}>
      <div className={classes.head}>
        <Title order={3} size="h4">
          {t('one', { from: date(startsOn) })}
        </Title>
        <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
        {isReviewDue && <ToneChip tone="waiting" word={t('reviewDue')} />}
      </div>
      <Text size="sm" className="rc-dimmed">
        {t('days', { review: date(reviewOn), end: date(endsOn) })}
      </Text>
      {!OVER.includes(state) && <Owner thing="contract" id={contract.contract} />}
      {violatedOn !== null && <Text size="sm">{t('violatedOn', { on: date(violatedOn) })}</Text>}
      {reviewNote !== '' && <Text size="sm">{t('reviewSaid', { note: reviewNote })}</Text>}
      {isDraft ? <ContractDraft contract={contract} /> : <Terms contract={contract} />}
      {!isDraft && <Signers contract={contract} isReadOnly={isReadOnly} onAsk={setAsking} />}
      <Doors contract={contract} isReadOnly={isReadOnly} onAsk={setAsking} />
      <History contract={contract} />
      {asking !== undefined && (
        <ContractDialogs asking={asking} contract={contract} onClose={() => setAsking(undefined)} />
      )}
    </section>
  );
}

function Terms({ contract: { texts, goals, languages } }: { readonly contract: Contract }) {
  const t = useWords('contracts');
  const language = useLanguage();
  const shown = texts[language] === undefined ? (languages[0] ?? 'en') : language;
  const text = texts[shown];
  if (text === undefined) return null;
  return (
    <div lang={shown}>
      {text.parts
        .filter(({ terms }) => terms.length > 0)
        .map(({ part, heading, terms }) => (
          <div key={part}>
            <Text size="sm" fw={600} mt="xs">
              {heading}
            </Text>
            <List size="sm">
              {terms.map((term) => (
                <List.Item key={term.text}>{term.text}</List.Item>
              ))}
            </List>
          </div>
        ))}
      {goals !== '' && (
        <Text size="sm" mt="xs">
          {t('goalsAre', { goals })}
        </Text>
      )}
    </div>
  );
}

interface DoorsProps {
  readonly contract: Contract;
  readonly isReadOnly: boolean;
  readonly onAsk: (asking: AskingContract) => void;
}

function Doors({ contract, isReadOnly, onAsk }: DoorsProps) {
  const t = useWords('contracts');
  const languageName = useLanguageInWords();
  const { may, languages, texts } = contract;
  const params = { contract: contract.contract };
  const { act, isBusy, error } = useActing(CONTRACT_ANSWERS);
  const can = (action: Contract['may'][number]) => !isReadOnly && may.includes(action);
  const ask = (kind: AskingContract['kind'], label: string, color?: string) => (
    <Button
      size="compact-sm"
      variant="default"
      {...(color === undefined ? {} : { c: color })}
      onClick={() => onAsk({ kind })}
    >
      {label}
    </Button>
  );
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      <div className={`${classes.doors} rc-no-print`}>
        {can('take-back-offer') && contract.signatures.every(({ way }) => way === '') && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            onClick={() => void act(() => api.takeBackOffer({ params }))}
          >
            {t('doors.takeBackOffer')}
          </Button>
        )}
        {can('review') && ask('review', t('doors.review'))}
        {can('violate') && ask('violate', t('doors.violate'))}
        {can('take-back-violation') && ask('take-back-violation', t('doors.takeBackViolation'))}
        {can('end') && ask('end', t('doors.end'))}
        {languages
          .filter((language) => texts[language] !== undefined)
          .map((language) => (
            <Anchor
              key={language}
              size="sm"
              target="_blank"
              href={urlOf(routes.readContractPdf, { params, query: { language } })}
            >
              {t('doors.copy', { language: languageName(language) })}
            </Anchor>
          ))}
      </div>
    </>
  );
}

function History({ contract: { steps } }: { readonly contract: Contract }) {
  const t = useWords('contracts');
  const date = useDate();
  if (steps.length === 0) return null;
  return (
    <Text size="xs" className="rc-dimmed" mt="xs">
      {steps
        .map(({ step, on, by, reason }) =>
          [t(`step.${step}`), date(on), by, reason].filter((part) => part !== '').join(', '),
        )
        .join(' · ')}
    </Text>
  );
}
