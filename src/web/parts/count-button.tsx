/** A number that opens to what it counts. */
import { Anchor, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { NumberText } from './number-text.tsx';
import classes from './count-button.module.css';

interface CountButtonProps {
  readonly count: number;
  /** What is counted, for a reader who does not see the column: "38 due at L1". */
  readonly label: string;
  /** The list behind it, or what to do. */
  readonly to?: string;
  readonly onOpen?: () => void;
  /** As a key figure. */
  readonly isFigure?: boolean;
}

export function CountButton({ count, label, to, onOpen, isFigure = false }: CountButtonProps) {
  const className = isFigure ? `${classes.count} rc-figure` : classes.count;
  if (to !== undefined)
    return (
      <Anchor component={Link} to={to} className={className} aria-label={label}>
        <NumberText value={count} />
      </Anchor>
    );
  return (
    <UnstyledButton className={className} aria-label={label} onClick={onOpen}>
      <NumberText value={count} />
    </UnstyledButton>
  );
}
