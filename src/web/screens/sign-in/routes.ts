import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/sign-in',
    in: 'signed-out',
    screen: 'sign-in',
    early: ['/api/sign-in/options'],
    load: () => import('./sign-in-screen.tsx').then((m) => m.SignInScreen),
  },
];
