/** The communication log: the newest first; what was corrected stays, struck through, beside what took its place. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { useLanguageInWords } from '../use-language-name.ts';
import { CorrectContactDialog } from './correct-contact-dialog.tsx';
import entries from '../entries/entries.module.css';

export type Contact = AnswerOf<'readContacts'>['items'][number];

const MOST = 200;

export function ContactList({
  student,
  isReadOnly = false,
}: {
  readonly student: string;
  readonly isReadOnly?: boolean;
}) {
  const t = useWords('contacts');
  const contacts = useApi('readContacts', { params: { student }, query: { limit: MOST } });
  const [correcting, setCorrecting] = useState<Contact | undefined>(undefined);
  const mayCorrect = useMay('log-contact') && !isReadOnly;
  return (
    <Loaded query={contacts} failed={t('listFailed')} what={t('list')}>
      {({ items, total }) =>
        items.length === 0 ? (
          <EmptyState why={t('empty')} />
        ) : (
          <>
            <ol className={entries.list} aria-label={t('list')}>
              {items.map((contact) => (
                <ContactItem
                  key={contact.contact}
                  contact={contact}
                  onCorrect={
                    mayCorrect && !contact.isVoid && contact.correctedBy === null
                      ? () => setCorrecting(contact)
                      : undefined
                  }
                />
              ))}
            </ol>
            {total > items.length && <Text size="sm">{t('more', { shown: items.length, total })}</Text>}
            {correcting !== undefined && (
              <CorrectContactDialog contact={correcting} onClose={() => setCorrecting(undefined)} />
            )}
          </>
        )
      }
    </Loaded>
  );
}

function ContactItem({
  contact,
  onCorrect,
}: {
  readonly contact: Contact;
  readonly onCorrect: (() => void) | undefined;
}) {
  const t = useWords('contacts');
  const isOver = contact.correctedBy !== null || contact.isVoid;
  const words = useContactWords()(contact);
  return (
    <li data-over={isOver}>
      <div className={entries.when}>
        <DateText value={contact.at} as="moment" />
      </div>
      <div>
        <Text size="sm" td={isOver ? 'line-through' : undefined}>
          {words}
        </Text>
        {contact.note !== '' && (
          <Text size="sm" className="rc-dimmed rc-reading">
            {contact.note}
          </Text>
        )}
        <Text size="xs" className="rc-dimmed">
          {contact.reason !== 'attendance' && `${contact.reasonName} · `}
          {t('by', { person: contact.by })}
          {contact.correctionReason !== '' &&
            ` · ${t(contact.isVoid ? 'tookBack' : 'corrects', { reason: contact.correctionReason })}`}
          {contact.correctedBy !== null && ` · ${t('corrected')}`}
        </Text>
      </div>
      {onCorrect !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onCorrect} aria-label={t('correctNamed', { what: words })}>
          {t('correct')}
        </Button>
      )}
    </li>
  );
}

/** "Call, Ana Torres: no answer, in Spanish with an interpreter". */
export function useContactWords(): (
  contact: Pick<Contact, 'kind' | 'party' | 'name' | 'outcome' | 'language' | 'hasInterpreter'>,
) => string {
  const t = useWords('contacts');
  const languageName = useLanguageInWords();
  return ({ kind, party, name, outcome, language, hasInterpreter }) => {
    const what = t('line', {
      kind: t(`kind.${kind}`),
      name: party === 'student' ? t('party.student') : name,
      outcome: t(`outcome.${outcome}`),
    });
    const foreign = language !== '' && language.split('-')[0] !== 'en';
    if (!foreign) return what;
    return t(hasInterpreter ? 'inLanguageInterpreted' : 'inLanguage', { what, language: languageName(language) });
  };
}
