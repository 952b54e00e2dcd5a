import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/cases/:case',
    in: 'anywhere',
    screen: 'case',
    load: () => import('./case-screen.tsx').then((m) => m.CaseScreen),
  },
];
