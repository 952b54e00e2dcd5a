import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/forms',
    in: 'context',
    screen: 'forms',
    load: () => import('./forms-screen.tsx').then((m) => m.FormsScreen),
    nav: { place: 'forms' },
  },
];
