/** The list of keys: `?` opens it where nothing is being typed. */
import { Modal, Table, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWords } from '../words/words.ts';
import { useHelpOf } from './help-text.ts';
import { screenOfPath } from './screen-of-path.ts';

const OPEN = 'rollcall:shortcuts';

/** Opens the list, from a menu. */
export function openShortcuts(): void {
  window.dispatchEvent(new Event(OPEN));
}

const EVERYWHERE = [
  ['Ctrl K', 'shortcuts.search'],
  ['?', 'shortcuts.thisList'],
  ['Esc', 'shortcuts.help'],
] as const;

const LISTS = [
  ['↑ ↓', 'shortcuts.rows'],
  ['← →', 'shortcuts.cells'],
  ['Home End', 'shortcuts.ends'],
  ['PgUp PgDn', 'shortcuts.pages'],
  ['Space', 'shortcuts.select'],
  ['Shift ↑ ↓', 'shortcuts.extend'],
  ['Ctrl A', 'shortcuts.all'],
  ['Enter', 'shortcuts.open'],
  ['F2', 'shortcuts.inside'],
] as const;

export function ShortcutsDialog() {
  const t = useWords('shell');
  const parts = useWords('parts');
  const [isOpen, setOpen] = useState(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const { keys } = useHelpOf(screenOfPath(pathname)?.screen ?? 'shell');
  useHotkeys([['shift+?', () => setOpen(true), { usePhysicalKeys: false }]]);
  useEffect(() => {
    const open = () => setOpen(true);
    window.addEventListener(OPEN, open);
    return () => window.removeEventListener(OPEN, open);
  }, []);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': parts('close') }}
      size="lg"
    >
      <KeyTable title={t('shortcuts.everywhere')} keys={EVERYWHERE.map(([key, word]) => [key, t(word)])} />
      {keys.length > 0 && <KeyTable title={t('shortcuts.here')} keys={keys} />}
      <KeyTable title={t('shortcuts.lists')} keys={LISTS.map(([key, word]) => [key, t(word)])} />
      <Text size="sm">{t('shortcuts.off')}</Text>
    </Modal>
  );
}

/** Keys and what they do. */
export function KeyTable({
  title,
  keys,
}: {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}) {
  return (
    <Table mb="md" captionSide="top">
      <Table.Caption ta="start" fw={600} c="var(--rc-text)">
        {title}
      </Table.Caption>
      <Table.Tbody>
        {keys.map(([key, does]) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" w="10rem">
              <kbd>{key}</kbd>
            </Table.Th>
            <Table.Td>{does}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
