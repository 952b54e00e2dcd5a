import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useHotkeys } from '@mantine/hooks';
import { useWords } from '../words/words.ts';
import classes from './search-button.module.css';

const Search = lazy(async () => ({ default: (await import('./search.tsx')).Search }));

/** The visible button of the search; Ctrl or Cmd and K does the same. */
export function SearchButton() {
  const t = useWords('shell');
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setWanted(true);
    setOpen(true);
  };
  useHotkeys([['mod+K', open]], [], true);
  return (
    <>
      <Button variant="default" onClick={open} className={classes.button} aria-keyshortcuts="Control+K">
        <span className={classes.long}>{t('search')}</span>
        <span className={classes.short}>{t('searchShort')}</span>
        <svg className={classes.icon} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2Zm4 9 3.5 3.5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
        <kbd className={classes.keys}>Ctrl K</kbd>
      </Button>
      {isWanted && (
        <Suspense fallback={null}>
          <Search isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
