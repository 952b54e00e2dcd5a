/** Around a chart that one walks along by arrows: what takes the focus, and below it what is said of the mark one stands on. */
import type { ReactNode, Ref } from 'react';
import classes from './charts.module.css';
import type { Along } from './use-along.ts';

interface ChartFrameProps {
  readonly along: Along;
  /** Of the element whose width the chart follows. */
  readonly measure?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

export function ChartFrame({ along, measure, children }: ChartFrameProps) {
  return (
    <>
      <div ref={measure} className={classes.frame} {...along.props}>
        {children}
      </div>
      <p className={classes.says} aria-hidden="true">
        {along.at === null ? '' : along.says}
      </p>
    </>
  );
}
