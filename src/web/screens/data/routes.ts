import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/data/:list',
    in: 'context',
    screen: 'data',
    load: () => import('./data-screen.tsx').then((m) => m.DataScreen),
  },
];
