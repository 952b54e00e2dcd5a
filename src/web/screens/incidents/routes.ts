import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/incidents',
    in: 'context',
    screen: 'incidents',
    load: () => import('./incidents-screen.tsx').then((m) => m.IncidentsScreen),
    nav: { place: 'incidents' },
  },
  {
    path: '/incidents/:incident',
    in: 'anywhere',
    screen: 'incidents',
    load: () => import('./incident-screen.tsx').then((m) => m.IncidentScreen),
  },
];
