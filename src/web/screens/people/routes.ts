import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/people',
    in: 'context',
    screen: 'people',
    load: () => import('./people-screen.tsx').then((m) => m.PeopleScreen),
    nav: { place: 'people' },
  },
];
