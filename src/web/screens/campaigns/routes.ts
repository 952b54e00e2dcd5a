import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/campaigns',
    in: 'context',
    screen: 'campaigns',
    load: () => import('./campaigns-screen.tsx').then((m) => m.CampaignsScreen),
    nav: { place: 'campaigns' },
  },
  {
    path: '/team-meetings/:meeting',
    in: 'anywhere',
    screen: 'campaigns',
    load: () => import('./meeting-screen.tsx').then((m) => m.MeetingScreen),
  },
];
