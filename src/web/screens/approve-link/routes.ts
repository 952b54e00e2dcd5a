import type { ScreenRoute } from '../../shell/screen-route.ts';

/** The secret of the weekly mail's link stands behind `#`: no server and no log sees it. */
export const routes: readonly ScreenRoute[] = [
  {
    path: '/approve',
    in: 'signed-out',
    screen: 'approvals',
    load: () => import('./approve-link-screen.tsx').then((m) => m.ApproveLinkScreen),
  },
];
