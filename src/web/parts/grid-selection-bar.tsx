import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import classes from './grid.module.css';
import type { GridChoice } from './use-grid-selection.ts';
import { useNumber } from './number-text.tsx';

interface SelectionBarProps {
  readonly ticked: { readonly count: number; readonly total: number };
  /** Rows of this list. */
  readonly total: number;
  readonly choice: GridChoice;
  readonly actions: ReactNode;
}

/** "58 of 60 selected · Select all 60 · Clear", and what can be done with them. */
export function SelectionBar({ ticked, total, choice, actions }: SelectionBarProps) {
  const t = useWords('parts');
  const number = useNumber();
  const { count } = ticked;
  return (
    <div className={classes.bar} role="group" aria-label={t('grid.actions')}>
      <Group gap="xs">
        <span role="status">{t('grid.selected', { count: number(count), total: number(ticked.total) })}</span>
        {choice.head !== 'all' && total > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={choice.all}>
            {t('grid.chooseAll', { count: number(total) })}
          </Button>
        )}
        {count > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={choice.clear}>
            {t('grid.clear')}
          </Button>
        )}
      </Group>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </div>
  );
}
