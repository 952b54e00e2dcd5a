/** What is wider than a narrow page scrolls inside its own frame, by keyboard too. */
import type { ReactNode } from 'react';

interface ScrollsProps {
  /** What is inside: the frame is a region of its own. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Scrolls({ label, className, children }: ScrollsProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it a keyboard could not scroll
    <div role="region" aria-label={label} tabIndex={0} className={className} style={{ overflowX: 'auto' }}>
      {children}
    </div>
  );
}
