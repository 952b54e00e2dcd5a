import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/journal',
    in: 'context',
    screen: 'journal',
    load: () => import('./journal-screen.tsx').then((m) => m.JournalScreen),
    nav: { place: 'journal' },
  },
];
