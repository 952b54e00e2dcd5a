/** A task that is done by logging a contact: the form that does it, what was tried so far, and what did it. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { TaskLine } from '../../../server/tasks/contract.ts';
import { LogContactDialog } from '../../parts/contacts/log-contact-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';

/** Nothing where nobody was contacted, or the task asks for something else. */
export function ContactOfTask({
  line: { contact },
  says,
}: {
  readonly line: TaskLine;
  readonly says: 'tried' | 'doneBy';
}) {
  const t = useWords('tasks');
  const words = useWords('contacts');
  const date = useDate();
  if (contact === null) return null;
  const { kind, outcome, on, by } = contact;
  return (
    <Text size="sm" className="rc-dimmed">
      {t(says, { what: `${words(`kind.${kind}`)}: ${words(`outcome.${outcome}`)}`, date: date(on), person: by })}
    </Text>
  );
}

export function LogContactOfTask({ line: { about, state, student, name } }: { readonly line: TaskLine }) {
  const t = useWords('tasks');
  const [isOpen, setOpen] = useState(false);
  if (about?.thing !== 'contact' || state !== 'open' || student === null) return null;
  return (
    <>
      <Button size="compact-sm" variant="light" mb={4} onClick={() => setOpen(true)}>
        {t('do.contact')}
      </Button>
      {isOpen && <LogContactDialog student={student} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}
