import { Text } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import { nameOfProvider } from './people-columns.tsx';
import type { PersonDetail } from './person-panel.tsx';
import classes from './people.module.css';
import { useRolesText } from './use-roles-text.ts';

export function PersonFacts({ detail }: { readonly detail: PersonDetail }) {
  const t = useWords('people');
  const date = useDate();
  const rolesText = useRolesText();
  const { email, staffId, grants, signsInBy, hasTwoStep, lastSeenAt, endedOn, hasEnded } = detail;
  const ways = signsInBy.map((way) => (way === 'password' ? t('ways.password') : nameOfProvider(way)));
  const facts: readonly (readonly [string, string])[] = [
    [t('fields.email'), email],
    [t('fields.roles'), rolesText(grants)],
    [t('fields.staffId'), staffId ?? t('noStaffId')],
    [
      t('columns.signsIn'),
      [...(ways.length === 0 ? [t('ways.never')] : ways), ...(hasTwoStep ? [t('ways.twoStep')] : [])].join(', '),
    ],
    [t('columns.seen'), lastSeenAt === null ? t('notSeen') : date(lastSeenAt, 'moment')],
  ];
  return (
    <div>
      {endedOn !== null && (
        <Text className="rc-warning" fw={600} mb="xs">
          {t(hasEnded ? 'endedOn' : 'endsOn', { date: date(endedOn) })}
        </Text>
      )}
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
