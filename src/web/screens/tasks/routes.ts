import { api } from '../../api.ts';
import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/tasks',
    in: 'context',
    screen: 'tasks',
    load: () => import('./tasks-screen.tsx').then((m) => m.TasksScreen),
    nav: {
      place: 'tasks',
      badge: async (school) => {
        const { overdue, today } = await api.countTasks({ query: { school: school ?? '' } });
        return overdue + today;
      },
    },
  },
];
