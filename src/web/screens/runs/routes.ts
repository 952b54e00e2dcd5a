import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/runs',
    in: 'context',
    screen: 'runs',
    load: () => import('./runs-screen.tsx').then((m) => m.RunsScreen),
    nav: { place: 'runs' },
  },
  {
    path: '/runs/:run',
    in: 'context',
    screen: 'runs',
    load: () => import('./run-screen.tsx').then((m) => m.RunScreen),
  },
];
