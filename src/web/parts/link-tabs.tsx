/** The pages of one place, beside each other; each has its address. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './link-tabs.module.css';

interface LinkTabsProps {
  /** What is beside each other. */
  readonly label: string;
  readonly tabs: readonly { readonly name: string; readonly text: string; readonly to: string }[];
  readonly current: string;
}

export function LinkTabs({ label, tabs, current }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ name, text, to }) => (
        <Anchor key={name} component={Link} to={to} aria-current={name === current ? 'page' : undefined}>
          {text}
        </Anchor>
      ))}
    </nav>
  );
}
