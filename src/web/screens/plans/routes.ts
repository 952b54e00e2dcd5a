import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/plans',
    in: 'context',
    screen: 'plans',
    load: () => import('./plans-screen.tsx').then((m) => m.PlansScreen),
    nav: { place: 'plans' },
  },
  {
    path: '/plans/:plan',
    in: 'anywhere',
    screen: 'plans',
    load: () => import('./plan-screen.tsx').then((m) => m.PlanScreen),
  },
];
