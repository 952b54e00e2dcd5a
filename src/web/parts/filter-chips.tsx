/** The filters in use, each with its own way out; "Clear filters" touches filters and nothing else. */
import { Button, Group, UnstyledButton } from '@mantine/core';
import { useWords } from '../words/words.ts';
import classes from './filter-chips.module.css';

export interface FilterChip {
  readonly key: string;
  /** "Level: L1, L2" */
  readonly label: string;
  readonly onRemove: () => void;
}

export function FilterChips({
  chips,
  onClear,
}: {
  readonly chips: readonly FilterChip[];
  readonly onClear: () => void;
}) {
  const t = useWords('parts');
  if (chips.length === 0) return null;
  return (
    <Group gap="xs" role="group" aria-label={t('filters.label')} mb="xs">
      {chips.map(({ key, label, onRemove }) => (
        <UnstyledButton
          key={key}
          className={classes.chip}
          onClick={onRemove}
          aria-label={t('filters.remove', { name: label })}
        >
          <span>{label}</span>
          <span aria-hidden="true">×</span>
        </UnstyledButton>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        {t('filters.clear')}
      </Button>
    </Group>
  );
}
