/** Is the data in? Each figure opens its list: what to mend in the student information system. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DataShape } from '../../../server/home/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';
import { Panel } from './panel.tsx';

export function DataPanel({ data }: { readonly data: DataShape }) {
  const t = useWords('home');
  const { school, path } = useSchool();
  const isOpen = useMay('see-worklist');
  const list = (name: string): string | undefined => (isOpen ? path(`/data/${name}`) : undefined);
  const { through, daysWithoutRecords: days, unverified, missingAddresses: addresses, setAside } = data;
  return (
    <Panel title={t('data.title')}>
      <ul className={classes.facts}>
        <li>
          {through === null ? (
            t('data.nothing')
          ) : (
            <>
              {t('data.through')} <DateText value={through} as="short" />
            </>
          )}
        </li>
        <Fact isWell={days === 0} text={t('data.days', { count: days })} to={list('days')} />
        <Fact isWell={unverified === 0} text={t('data.unverified', { count: unverified })} to={list('unverified')} />
        {addresses === null ? (
          <li className="rc-dimmed">{t('data.addressesBySchool')}</li>
        ) : (
          <Fact
            isWell={addresses === 0}
            text={t('data.addresses', { count: addresses })}
            to={list('addresses')}
            mend={t('data.mend')}
          />
        )}
        <Fact isWell={setAside === 0} text={t('data.setAside', { count: setAside })} to={list('set-aside')} />
        {data.lettersToPrint > 0 && (
          <Fact
            isWell={false}
            text={t('data.toPrint', { count: data.lettersToPrint })}
            to={isOpen ? `${path('/letters')}?way=email-failed` : undefined}
            mend={t('data.instead')}
          />
        )}
      </ul>
      {data.isCalculationStale && (
        <Text className="rc-warning" fw={600}>
          {t('data.stale')}
        </Text>
      )}
      {school === null ? <DistrictGaps data={data} /> : <SchoolGaps data={data} />}
    </Panel>
  );
}

interface FactProps {
  /** Nothing to do: said plainly, without a link. */
  readonly isWell: boolean;
  readonly text: string;
  readonly to: string | undefined;
  readonly mend?: string;
}

function Fact({ isWell, text, to, mend }: FactProps) {
  if (isWell || to === undefined) return <li className={isWell ? 'rc-dimmed' : undefined}>{text}</li>;
  return (
    <li>
      <Anchor component={Link} to={to}>
        {text}
      </Anchor>
      {mend !== undefined && (
        <>
          {' · '}
          <Anchor component={Link} to={to} fw={600} aria-label={`${mend}: ${text}`}>
            {mend}
          </Anchor>
        </>
      )}
    </li>
  );
}

/** What letters of the school would lack. */
function SchoolGaps({ data: { missingLetterheads, withoutApprover, withoutLead } }: { readonly data: DataShape }) {
  const t = useWords('home');
  return (
    <Gaps>
      {missingLetterheads.map(({ school, name, missing }) => (
        <li key={school}>
          {t('data.letterhead', {
            name,
            parts: missing.map((part) => t(`parts.${part.replace(' ', '-')}`)).join(', '),
          })}{' '}
          <SchoolLink school={school} label={t('data.complete', { name })} />
        </li>
      ))}
      {withoutApprover.map(({ school, name }) => (
        <li key={`approver ${school}`}>
          {t('data.approver', { name })} <SchoolLink school={school} label={t('data.nameOne', { name })} />
        </li>
      ))}
      {withoutLead.map(({ school, name }) => (
        <li key={`lead ${school}`}>
          {t('data.lead', { name })} <SchoolLink school={school} label={t('data.nameLead', { name })} />
        </li>
      ))}
    </Gaps>
  );
}

/** The district has too many schools to name each here: they are named on the list of schools. */
function DistrictGaps({ data: { missingLetterheads, withoutApprover, withoutLead } }: { readonly data: DataShape }) {
  const t = useWords('home');
  const { path } = useSchool();
  const count = new Set([...missingLetterheads, ...withoutApprover, ...withoutLead].map(({ school }) => school)).size;
  if (count === 0) return null;
  return (
    <Gaps>
      <li>
        <Anchor component={Link} to={path('/schools')}>
          {t('data.gaps', { count })}
        </Anchor>
      </li>
    </Gaps>
  );
}

function Gaps({ children }: { readonly children: ReactNode }) {
  return <ul className={classes.gaps}>{children}</ul>;
}

function SchoolLink({ school, label }: { readonly school: string; readonly label: string }) {
  const t = useWords('home');
  const { path } = useSchool();
  if (!useMay('manage-school')) return null;
  return (
    <Anchor component={Link} to={path(`/schools/${encodeURIComponent(school)}`)} aria-label={label}>
      {t('data.set')}
    </Anchor>
  );
}
