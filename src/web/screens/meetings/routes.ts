import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/meetings',
    in: 'context',
    screen: 'meetings',
    load: () => import('./meetings-screen.tsx').then((m) => m.MeetingsScreen),
    nav: { place: 'meetings' },
  },
];
