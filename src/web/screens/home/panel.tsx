/** A part of Home with its heading. */
import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './home.module.css';

export function Panel({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.panel}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}
