/** The queues of one list as tabs, each with how many wait in it. */
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNumber } from './number-text.tsx';
import classes from './queue-tabs.module.css';

interface QueueTabsProps<Queue extends string> {
  readonly label: string;
  /** `count` undefined: not known yet, or not counted. */
  readonly queues: readonly { readonly queue: Queue; readonly text: string; readonly count: number | undefined }[];
  readonly current: Queue;
  readonly onChange: (queue: Queue) => void;
  /** The list of the current one. */
  readonly children: ReactNode;
}

export function QueueTabs<Queue extends string>({ label, queues, current, onChange, children }: QueueTabsProps<Queue>) {
  const number = useNumber();
  const change = (value: string | null): void => {
    const chosen = queues.find(({ queue }) => queue === value);
    if (chosen !== undefined) onChange(chosen.queue);
  };
  return (
    <Tabs value={current} onChange={change} activateTabWithKeyboard={false}>
      <Tabs.List mb="sm" className={`rc-no-print ${classes.tabs}`} aria-label={label}>
        {queues.map(({ queue, text, count }) => (
          <Tabs.Tab key={queue} value={queue}>
            {text} <span className={classes.count}>{count === undefined ? '' : number(count)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={current}>{children}</Tabs.Panel>
    </Tabs>
  );
}
