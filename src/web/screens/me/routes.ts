import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  { path: '/me', in: 'anywhere', screen: 'me', load: () => import('./me-screen.tsx').then((m) => m.MeScreen) },
];
