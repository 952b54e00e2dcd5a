/** The frame of pages for people who are not signed in: the name of the app and the district, one column or two. */
import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageTitle } from '../../parts/page-title.tsx';
import classes from './outside-frame.module.css';

interface OutsideFrameProps {
  readonly title: string;
  readonly districtName: string;
  /** A sentence about what did not work; '' for none. */
  readonly problem?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function OutsideFrame({ title, districtName, problem = '', aside, children }: OutsideFrameProps) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Text fw={600} size="lg" component="span">
          Rollcall
        </Text>
        {districtName !== '' && (
          <Text component="span" className="rc-dimmed">
            {districtName}
          </Text>
        )}
      </header>
      <main className={classes.main} data-beside={Boolean(aside)}>
        <section className={classes.form}>
          <PageTitle title={title} />
          {problem !== '' && (
            <Alert color="red" variant="outline" role="alert">
              {problem}
            </Alert>
          )}
          {children}
        </section>
        {aside}
      </main>
    </div>
  );
}
