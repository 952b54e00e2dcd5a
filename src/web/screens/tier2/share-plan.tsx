import { Alert, Anchor, Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { urlOf } from '../../../server/client.ts';
import { contract } from '../../../server/contract.ts';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api, newKey, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useLanguageInWords } from '../../parts/use-language-name.ts';
import { useWords } from '../../words/words.ts';
import { useTierAction } from './use-tier-action.ts';
import classes from './tier2.module.css';

interface SharePlanProps {
  readonly page: TierPage;
  readonly entry: NonNullable<TierPage['entry']>;
}

/** The plan goes to the family either way; each copy stays as it was given. */
export function SharePlan({ page, entry }: SharePlanProps) {
  const t = useWords('tier2');
  /** Of the present question; null while nothing is asked. */
  const [asked, setAsked] = useState<string | null>(null);
  const [told, setTold] = useState<AnswerOf<'shareTierPlan'> | null>(null);
  const { isBusy, error, send } = useTierAction(() => setAsked(null));
  const share = (): void =>
    void send(
      async () => setTold(await api.shareTierPlan({ params: { tier: entry.tier }, key: asked ?? newKey() })),
      t('share.done'),
    );
  return (
    <section className={classes.section}>
      <Title order={2} size="h3">
        {t('share.title')}
      </Title>
      {told !== null && (
        <Alert color="green" variant="outline" role="status" mb="sm">
          {t('share.told', { emails: told.emails, letters: told.letters })}
          {told.missing > 0 && ` ${t('share.missing', { count: told.missing })}`}
        </Alert>
      )}
      {page.copies.length === 0 && <Text mb="sm">{t('share.none')}</Text>}
      <ul>
        {page.copies.map((copy) => (
          <CopyLine key={copy.copy} copy={copy} plan={entry.plan ?? ''} />
        ))}
      </ul>
      {entry.may.includes('plan') && (
        <Button variant="default" onClick={() => setAsked(newKey())}>
          {t(page.copies.length === 0 ? 'share.do' : 'share.again')}
        </Button>
      )}
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={t('share.ask')}
          confirm={t('share.do')}
          onConfirm={share}
          onClose={() => setAsked(null)}
          isBusy={isBusy}
          error={error}
        >
          {t('share.text')}
        </ConfirmDialog>
      )}
    </section>
  );
}

function CopyLine({ copy, plan }: { readonly copy: TierPage['copies'][number]; readonly plan: string }) {
  const t = useWords('tier2');
  const date = useDate();
  const nameOf = useLanguageInWords();
  return (
    <li>
      {t(`share.way.${copy.way}`, {
        names: copy.recipients.join(', '),
        language: nameOf(copy.language),
        date: date(copy.at, 'moment'),
      })}
      {copy.wantedLanguage !== '' && ` (${t('share.wanted', { language: nameOf(copy.wantedLanguage) })})`}{' '}
      <Anchor href={urlOf(contract.readPlanCopy, { params: { plan, copy: copy.copy } })} target="_blank">
        {t('share.open')}
      </Anchor>
    </li>
  );
}
