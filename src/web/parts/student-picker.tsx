/** Finds a student by name, number or a guardian, and gives the opaque key. What is typed stays out of the address. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useApi } from '../api.ts';
import { useWords } from '../words/words.ts';

interface StudentPickerProps {
  readonly label: string;
  readonly onPick: (student: string) => void;
  /** The field is emptied after each choice; else it shows who was chosen. */
  readonly keepsChoice?: boolean;
  readonly error?: string | undefined;
}

const FEWEST_LETTERS = 2;

export function StudentPicker({ label, onPick, keepsChoice = false, error }: StudentPickerProps) {
  const t = useWords('parts');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const found = useApi(
    'searchStudents',
    { body: { text: settled, limit: 8 } },
    { enabled: settled.length >= FEWEST_LETTERS },
  );
  const hits = found.data?.items ?? [];
  return (
    <Select
      label={label}
      placeholder={t('picker.hint')}
      searchable
      clearable={keepsChoice}
      value={chosen}
      searchValue={text}
      onSearchChange={setText}
      onChange={(student) => {
        setChosen(keepsChoice ? student : null);
        if (!keepsChoice) setText('');
        if (student !== null) onPick(student);
      }}
      data={hits.map(({ student, lastName, firstName, grade, school }) => ({
        value: student,
        label: t('picker.hit', { name: `${lastName}, ${firstName}`, grade, school: school?.name ?? '' }),
      }))}
      filter={({ options }) => options}
      nothingFoundMessage={settled.length < FEWEST_LETTERS ? t('picker.type') : t('picker.nobody')}
      error={error}
    />
  );
}
