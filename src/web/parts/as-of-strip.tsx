/** How current every figure is: what explains a difference from the student information system. */
import { UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useId, useState } from 'react';
import { useApi } from '../api.ts';
import { useSchool } from '../shell/context.ts';
import { useWords } from '../words/words.ts';
import classes from './as-of-strip.module.css';
import { useDate } from './date-text.tsx';
import { LockIcon } from './lock-icon.tsx';

/** Looked for by habit, and done for the district only. */
const DistrictOnlyDialog = lazy(() =>
  import('./district-only-dialog.tsx').then((m) => ({ default: m.DistrictOnlyDialog })),
);

export function AsOfStrip() {
  const t = useWords('shell');
  const parts = useWords('parts');
  const [isAsking, setAsking] = useState(false);
  const date = useDate();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { school } = useSchool();
  const { data } = useApi(
    'readAsOf',
    { query: { school: school ?? '' } },
    { staleTime: 60_000, refetchInterval: 120_000 },
  );
  // The room is kept while it loads, so that the page does not jump.
  if (data === undefined) return <div className={classes.strip} />;
  const { through, asOf, calculatedAt, packs, nextAt, isBehind } = data;
  if (through === null || calculatedAt === null) return <div className={classes.strip}>{t('strip.never')}</div>;
  return (
    <section className={classes.strip} aria-label={t('strip.label')}>
      <span>{t('strip.through', { date: date(through, 'short') })}</span>
      <span className={classes.more}>{t('strip.calculated', { time: date(calculatedAt, 'moment') })}</span>
      {isBehind && <span className="rc-warning">{t('strip.behind')}</span>}
      <UnstyledButton
        className={classes.details}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('strip.details')}
      </UnstyledButton>
      <ul id={id} className={classes.told} hidden={!isOpen}>
        <li className={classes.less}>{t('strip.calculated', { time: date(calculatedAt, 'moment') })}</li>
        {asOf !== null && <li>{t('strip.for', { date: date(asOf) })}</li>}
        <li>{nextAt === null ? t('strip.noNext') : t('strip.next', { time: date(nextAt, 'moment') })}</li>
        <li>{t('strip.packs', { packs: packs.join(', ') })}</li>
        {school !== null && (
          <li>
            <UnstyledButton className={classes.details} onClick={() => setAsking(true)}>
              <LockIcon /> {parts('districtOnly.calculate')}
            </UnstyledButton>
          </li>
        )}
      </ul>
      {isAsking && school !== null && (
        <Suspense>
          <DistrictOnlyDialog school={school} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </section>
  );
}
