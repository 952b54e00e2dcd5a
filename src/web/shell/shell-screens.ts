/** Screens that belong to the shell itself. */
import type { ScreenRoute } from './screen-route.ts';

export const SHELL_SCREENS: readonly ScreenRoute[] = [
  {
    path: '/help/:screen',
    in: 'anywhere',
    screen: 'shell',
    load: () => import('./help-screen.tsx').then((m) => m.HelpScreen),
  },
];
