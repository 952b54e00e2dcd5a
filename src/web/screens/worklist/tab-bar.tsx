import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WorklistPage } from '../../../server/worklist/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { NO_FILTERS, TABS, type Choice } from './choice.ts';
import classes from './worklist.module.css';

interface TabBarProps {
  readonly choice: Choice;
  readonly counts: WorklistPage['counts'] | undefined;
  readonly onChange: (change: Partial<Choice>) => void;
  /** The list of the tab. */
  readonly children: ReactNode;
}

/** "Due 60 | To approve 4 | Held 23 | Declined 2 | Changed after sending 3" */
export function TabBar({ choice, counts, onChange, children }: TabBarProps) {
  const t = useWords('worklist');
  const number = useNumber();
  const change = (value: string | null) => {
    const tab = TABS.find((one) => one === value);
    if (tab !== undefined) onChange({ tab, filters: NO_FILTERS });
  };
  return (
    <Tabs value={choice.tab} onChange={change} activateTabWithKeyboard={false}>
      <Tabs.List mb="sm" className={`rc-no-print ${classes.tabs}`} aria-label={t('tabs.label')}>
        {TABS.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {t(`tabs.${tab}`)} <span className={classes.count}>{counts === undefined ? '' : number(counts[tab])}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={choice.tab}>{children}</Tabs.Panel>
    </Tabs>
  );
}
