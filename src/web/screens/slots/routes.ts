import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/slots',
    in: 'context',
    screen: 'slots',
    load: () => import('./slots-screen.tsx').then((m) => m.SlotsScreen),
    nav: { place: 'slots' },
  },
];
