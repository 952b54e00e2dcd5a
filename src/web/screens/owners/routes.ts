import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/owned',
    in: 'context',
    screen: 'owners',
    load: () => import('./owned-screen.tsx').then((m) => m.OwnedScreen),
  },
];
