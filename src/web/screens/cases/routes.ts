import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/cases',
    in: 'context',
    screen: 'cases',
    load: () => import('./cases-screen.tsx').then((m) => m.CasesScreen),
    nav: { place: 'cases' },
  },
];
