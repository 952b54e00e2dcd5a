import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/tier2',
    in: 'context',
    screen: 'tier2',
    load: () => import('./board-screen.tsx').then((m) => m.BoardScreen),
    nav: { place: 'tier2' },
  },
  {
    path: '/tier2/:student/match',
    in: 'context',
    screen: 'tier2',
    load: () => import('./match-screen.tsx').then((m) => m.MatchScreen),
  },
];
