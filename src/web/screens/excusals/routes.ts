import { api } from '../../api.ts';
import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/excusals',
    in: 'context',
    screen: 'excusals',
    load: () => import('./excusals-screen.tsx').then((m) => m.ExcusalsScreen),
    nav: {
      place: 'excusals',
      badge: async (school) => (await api.listExcusals({ query: { school: school ?? '', limit: 0 } })).total,
    },
  },
];
