import { api } from '../../api.ts';
import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/worklist',
    in: 'context',
    screen: 'worklist',
    load: () => import('./worklist-screen.tsx').then((m) => m.WorklistScreen),
    nav: {
      place: 'worklist',
      badge: async (school) => (await api.readWorklistSummary({ query: { school: school ?? '' } })).counts.due,
    },
  },
];
