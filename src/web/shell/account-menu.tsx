import { Avatar, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { queryClient } from '../api.ts';
import { useWords } from '../words/words.ts';
import classes from './account-menu.module.css';
import { initialsOf, useMe } from './me.ts';
import { openShortcuts } from './shortcuts.ts';
import { signOut } from './sign-in-requests.ts';

/** My initials; pressing them shows what belongs to me. Escape, or going elsewhere, closes it. */
export function AccountMenu() {
  const t = useWords('shell');
  const me = useMe();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    close();
    button.current?.focus();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) close();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears what its controls do
    <div className={classes.account} onKeyDown={onKeyDown} onBlur={onBlur}>
      <UnstyledButton ref={button} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <Avatar size={36} color="blue" variant="filled">
          {initialsOf(me.name)}
        </Avatar>
        <span className="rc-hidden">{t('account', { name: me.name })}</span>
      </UnstyledButton>
      <div id={id} className={classes.list} hidden={!isOpen}>
        <p className={classes.name}>{me.name}</p>
        <ul>
          <li>
            <Link to="/me" onClick={close}>
              {t('yourAccount')}
            </Link>
          </li>
          <li>
            <UnstyledButton
              onClick={() => {
                close();
                openShortcuts();
              }}
            >
              {t('keys')}
            </UnstyledButton>
          </li>
          <li>
            <UnstyledButton onClick={() => void leave()}>{t('signOut')}</UnstyledButton>
          </li>
        </ul>
      </div>
    </div>
  );
}

async function leave(): Promise<void> {
  await signOut();
  queryClient.clear();
  window.location.assign('/sign-in');
}
