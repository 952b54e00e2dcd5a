import type { ScreenRoute } from '../../shell/screen-route.ts';

const load = () => import('./link-screen.tsx').then((m) => m.LinkScreen);

/** The secret of a one-time link stands behind `#`: no server and no log sees it. */
export const routes: readonly ScreenRoute[] = [
  { path: '/first-run', in: 'signed-out', screen: 'first-run', load },
  { path: '/set-password', in: 'signed-out', screen: 'first-run', load },
];
