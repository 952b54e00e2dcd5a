import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import { onShortcuts } from './shortcuts.ts';

const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog }));

/** `?` opens the list of keys where nothing is being typed. */
export function ShortcutsKeeper() {
  const [isOpen, setOpen] = useState<boolean>();
  useHotkeys([['shift+?', () => setOpen(true), { usePhysicalKeys: false }]]);
  useEffect(() => onShortcuts(() => setOpen(true)), []);
  if (isOpen === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
