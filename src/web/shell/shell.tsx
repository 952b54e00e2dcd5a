import { AppShell, Burger, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AsOfStrip } from '../parts/as-of-strip.tsx';
import { useWords } from '../words/words.ts';
import { AccountMenu } from './account-menu.tsx';
import { useSchool } from './context.ts';
import { HelpLink } from './help-link.tsx';
import { Navigation } from './navigation-list.tsx';
import { SchoolSelect } from './school-select.tsx';
import { SearchButton } from './search-button.tsx';
import { ShortcutsKeeper } from './shortcuts-keeper.tsx';
import classes from './shell.module.css';

/** Header, navigation, main. Sizes as in the design: 52, 224. */
export function Shell() {
  const t = useWords('shell');
  const [isOpen, menu] = useDisclosure(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const { close } = menu;
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={0}
      transitionDuration={0}
    >
      <Button component="a" href="#main" className={classes.skip} variant="filled">
        {t('skip')}
      </Button>
      <AppShell.Header className={classes.header} data-scope={useSchool().school === null ? 'district' : 'school'}>
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={menu.toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={isOpen ? t('closeMenu') : t('openMenu')}
            aria-expanded={isOpen}
          />
          <span className={classes.brand}>Rollcall</span>
          <SchoolSelect />
          <Group ms="auto" gap="xs" wrap="nowrap">
            <SearchButton />
            <HelpLink />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={t('menu')} className={classes.navbar}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <AsOfStrip />
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
      <ShortcutsKeeper />
    </AppShell>
  );
}
