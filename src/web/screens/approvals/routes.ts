import { api } from '../../api.ts';
import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/approvals',
    in: 'context',
    screen: 'approvals',
    load: () => import('./approvals-screen.tsx').then((m) => m.ApprovalsScreen),
    nav: {
      place: 'approvals',
      badge: async (school) => (await api.readApprovers({ query: { school: school ?? '' } })).waiting,
    },
  },
];
