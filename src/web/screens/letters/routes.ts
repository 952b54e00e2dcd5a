import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/letters',
    in: 'context',
    screen: 'letters',
    load: () => import('./letters-screen.tsx').then((m) => m.LettersScreen),
    nav: { place: 'letters' },
  },
  {
    path: '/notices/:notice',
    in: 'anywhere',
    screen: 'letters',
    load: () => import('./notice-screen.tsx').then((m) => m.NoticeScreen),
  },
];
