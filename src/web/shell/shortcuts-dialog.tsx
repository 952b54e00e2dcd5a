/** The list of keys: everywhere, on this page, in a list. */
import { Modal, Text } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';
import { KeyTable } from './key-table.tsx';
import { useHelpOf } from './help-text.ts';
import { screenOfPath } from './screen-of-path.ts';

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

export function ShortcutsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useWords('shell');
  const parts = useWords('parts');
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const { keys } = useHelpOf(screenOfPath(pathname)?.screen ?? 'shell');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
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
