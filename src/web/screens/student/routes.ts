import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/students/:student',
    in: 'anywhere',
    screen: 'student',
    load: () => import('./student-screen.tsx').then((m) => m.StudentScreen),
  },
];
