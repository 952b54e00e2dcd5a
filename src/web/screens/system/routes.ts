import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/system',
    in: 'district',
    screen: 'system',
    load: () => import('./system-screen.tsx').then((m) => m.SystemScreen),
    nav: { place: 'system' },
  },
];
