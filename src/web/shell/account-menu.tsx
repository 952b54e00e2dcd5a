import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { queryClient } from '../api.ts';
import { useWords } from '../words/words.ts';
import { initialsOf, useMe } from './me.ts';
import { openShortcuts } from './shortcuts-dialog.tsx';
import { signOut } from './sign-in-requests.ts';

export function AccountMenu() {
  const t = useWords('shell');
  const me = useMe();
  const leave = async () => {
    await signOut();
    queryClient.clear();
    window.location.assign('/sign-in');
  };
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar size={36} color="blue" variant="filled">
            {initialsOf(me.name)}
          </Avatar>
          <span className="rc-hidden">{t('account', { name: me.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Item component={Link} to="/me">
          {t('yourAccount')}
        </Menu.Item>
        <Menu.Item onClick={openShortcuts}>{t('keys')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
