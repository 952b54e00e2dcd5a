import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/schools',
    in: 'context',
    screen: 'schools',
    load: () => import('./schools-screen.tsx').then((m) => m.SchoolsScreen),
    nav: { place: 'schools' },
  },
  {
    path: '/schools/:one',
    in: 'context',
    screen: 'schools',
    load: () => import('./school-screen.tsx').then((m) => m.SchoolScreen),
  },
];
