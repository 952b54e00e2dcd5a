import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/retention',
    in: 'district',
    screen: 'retention',
    load: () => import('./retention-screen.tsx').then((m) => m.RetentionScreen),
    nav: { place: 'retention' },
  },
];
