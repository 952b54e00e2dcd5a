import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/students',
    in: 'anywhere',
    screen: 'students',
    load: () => import('./students-screen.tsx').then((m) => m.StudentsScreen),
    nav: { place: 'students' },
  },
];
