/**
 * Search from anywhere: students (asked of the server), actions, places, words. What is typed stays out of addresses and logs.
 * Keys: ↑↓ choose, Enter opens, Alt+C logs a contact about the marked student, Esc closes.
 */
import { Modal, TextInput } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import { useWords } from '../words/words.ts';
import classes from './search.module.css';
import { useSearch, type SearchGroup, type SearchItem } from './use-search.ts';

export function Search({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useWords('shell');
  const parts = useWords('parts');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('spotlight.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <SearchBox onClose={onClose} />
    </Modal>
  );
}

function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('shell');
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { groups, says } = useSearch(text);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen, items.length - 1);
  const pick = (item: SearchItem | undefined) => {
    if (item === undefined) return;
    onClose();
    item.pick();
  };
  const contact = (event: KeyboardEvent, item: SearchItem | undefined) => {
    if (item?.contact === undefined) return;
    event.preventDefault();
    onClose();
    item.contact();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') pick(items[at]);
    if (event.altKey && event.code === 'KeyC') contact(event, items[at]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || items.length === 0) return;
    event.preventDefault();
    const next = (at + step + items.length) % items.length;
    setChosen(next);
    document.querySelector(`#${optionId(id, items[next])}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <TextInput
        label={t('spotlight.title')}
        labelProps={{ className: 'rc-hidden' }}
        placeholder={t('spotlight.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? optionId(id, items[at]) : undefined}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <p role="status" className={classes.says}>
        {says}
      </p>
      {items.some((item) => item.contact !== undefined) && <p className={classes.says}>{t('spotlight.contactKey')}</p>}
      <div role="listbox" id={`${id}-list`} aria-label={t('spotlight.title')} className={classes.list}>
        {groups.map((group) => (
          <Group key={group.key} group={group} listId={id} chosen={items[at]} onPick={pick} />
        ))}
      </div>
    </>
  );
}

interface GroupProps {
  readonly group: SearchGroup;
  readonly listId: string;
  readonly chosen: SearchItem | undefined;
  readonly onPick: (item: SearchItem) => void;
}

function Group({ group, listId, chosen, onPick }: GroupProps) {
  return (
    <div role="group" aria-labelledby={`${listId}-${group.key}`}>
      <div id={`${listId}-${group.key}`} role="presentation" className={classes.heading}>
        {group.label}
      </div>
      {group.items.map((item) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys belong to the field
        <div
          key={item.key}
          id={optionId(listId, item)}
          role="option"
          aria-selected={item === chosen}
          className={classes.option}
          onClick={() => onPick(item)}
        >
          <span>{item.label}</span>
          {item.detail !== undefined && <span className={classes.detail}>{item.detail}</span>}
        </div>
      ))}
    </div>
  );
}

function optionId(listId: string, item: SearchItem | undefined): string {
  return `${listId}-${item?.key.replaceAll(/[^\w-]/g, '_') ?? 'none'}`;
}
