/** What was tried so far to reach the family: how many contacts, how many reached, the latest ones. */
import { Text, Title } from '@mantine/core';
import { useApi } from '../../api.ts';
import { useContactWords } from '../../parts/contacts/contact-list.tsx';
import { DateText } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './worklist.module.css';

const SHOWN = 3;

export function PanelTried({ student }: { readonly student: string }) {
  const t = useWords('contacts');
  const words = useContactWords();
  const contacts = useApi('readContacts', { params: { student }, query: { limit: 100 } }, { staleTime: 15_000 });
  const standing = (contacts.data?.items ?? []).filter(({ isVoid, correctedBy }) => !isVoid && correctedBy === null);
  const reached = standing.filter(({ outcome }) => outcome === 'reached').length;
  return (
    <div>
      <Title order={3} size="h4">
        {t('tried')}
      </Title>
      {contacts.error !== null && <Text size="sm">{t('listFailed')}</Text>}
      {contacts.data !== undefined && (
        <Text size="sm">
          {standing.length === 0 ? t('triedNone') : t('triedCount', { count: standing.length, reached })}
        </Text>
      )}
      {standing.length > 0 && (
        <ul className={classes.list}>
          {standing.slice(0, SHOWN).map((contact) => (
            <li key={contact.contact}>
              <Text size="sm">
                <DateText value={contact.on} as="day" /> {words(contact)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
