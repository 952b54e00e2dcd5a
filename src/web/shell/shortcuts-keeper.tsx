import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMe } from './me.ts';
import { onShortcuts } from './shortcuts.ts';

const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }));

/** `?` opens the list of keys where nothing is being typed. */
export function ShortcutsKeeper() {
  const [isOpen, setOpen] = useState<boolean>();
  // Like all keys of one character it can be turned off; the list stays in the menu of the account.
  const { letterKeys } = useMe();
  useHotkeys(letterKeys ? [['shift+?', () => setOpen(true), { usePhysicalKeys: false }]] : []);
  useEffect(() => onShortcuts(() => setOpen(true)), []);
  if (isOpen === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
