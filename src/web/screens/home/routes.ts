import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/home',
    in: 'context',
    screen: 'home',
    load: () => import('./home-screen.tsx').then((m) => m.HomeScreen),
    early: ['/api/home?school=:school'],
    nav: { place: 'home' },
  },
];
