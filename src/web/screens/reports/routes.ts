import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/reports/:report',
    in: 'context',
    screen: 'reports',
    load: () => import('./report-screen.tsx').then((m) => m.ReportScreen),
  },
];
