import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/audit',
    in: 'district',
    screen: 'audit',
    load: () => import('./audit-screen.tsx').then((m) => m.AuditScreen),
    nav: { place: 'audit' },
  },
  {
    path: '/disclosures',
    in: 'context',
    screen: 'disclosures',
    load: () => import('./disclosures-screen.tsx').then((m) => m.DisclosuresScreen),
    nav: { place: 'disclosures' },
  },
];
