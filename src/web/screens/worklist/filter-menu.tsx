import { Button, Checkbox, Fieldset, Popover, Stack } from '@mantine/core';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import type { Filter } from './choice.ts';
import { useValueWords } from './value-words.ts';

interface FilterMenuProps {
  readonly filter: Filter;
  readonly values: readonly string[];
  readonly facet: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  /** In the drawer of a narrow window. */
  readonly isList: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** "[Level v]": what there is, with how many lines of it. */
export function FilterMenu({ filter, values, facet, isList, onChange }: FilterMenuProps) {
  const t = useWords('worklist');
  const number = useNumber();
  const wordOf = useValueWords();
  const known = new Set(facet.map(({ value }) => value));
  const offered = [
    ...facet,
    ...values.filter((value) => !known.has(value)).map((value) => ({ value, label: value, count: 0 })),
  ];
  const boxes = (
    <Checkbox.Group value={[...values]} onChange={onChange}>
      <Stack gap="xs">
        {offered.map(({ value, label, count }) => (
          <Checkbox key={value} value={value} label={`${wordOf(filter, value, label)} (${number(count)})`} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
  const title = t(`filters.${filter}`);
  if (isList) return <Fieldset legend={title}>{boxes}</Fieldset>;
  return (
    <Popover position="bottom-start" trapFocus returnFocus withinPortal shadow="md">
      <Popover.Target>
        <Button variant="default" px="sm" rightSection={<span aria-hidden="true">▾</span>} data-filter={filter}>
          {values.length === 0 ? title : `${title} (${number(values.length)})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title} style={{ maxBlockSize: '20rem', overflowY: 'auto' }}>
        {boxes}
      </Popover.Dropdown>
    </Popover>
  );
}
