import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useWords } from '../../words/words.ts';
import classes from './worklist.module.css';

export const SEARCH_FIELD = 'worklist-search';

interface SearchFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** "/ name or number": what is typed stays in the page and in the body of the request. */
export function SearchField({ text, onChange }: SearchFieldProps) {
  const t = useWords('worklist');
  const [typed, setTyped] = useState(text);
  const search = useDebouncedCallback(onChange, 250);
  useEffect(() => setTyped(text), [text]);
  return (
    <TextInput
      id={SEARCH_FIELD}
      className={classes.search}
      type="search"
      aria-label={t('search')}
      placeholder={t('searchHint')}
      autoComplete="off"
      maxLength={100}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
}
