import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/at-risk',
    in: 'context',
    screen: 'at-risk',
    load: () => import('./at-risk-screen.tsx').then((m) => m.AtRiskScreen),
    nav: { place: 'at-risk' },
  },
];
