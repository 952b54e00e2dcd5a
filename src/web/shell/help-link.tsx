import { Anchor } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';
import { screenOfPath } from './screen-of-path.ts';
import classes from './help-link.module.css';

/** `?` at the same place on every page: the help page of this screen. */
export function HelpLink() {
  const t = useWords('shell');
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const screen = screenOfPath(pathname)?.screen ?? 'shell';
  return (
    <Anchor component={Link} to={`/help/${screen}`} className={classes.help} aria-label={t('help')} title={t('help')}>
      ?
    </Anchor>
  );
}
