import { api } from '../../api.ts';
import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/referrals',
    in: 'context',
    screen: 'referrals',
    load: () => import('./referrals-screen.tsx').then((m) => m.ReferralsScreen),
    nav: {
      place: 'referrals',
      badge: async (school) =>
        (await api.listReferrals({ query: { school: school ?? '', tab: 'new', limit: 0 } })).total,
    },
  },
  {
    path: '/referrals/:referral',
    in: 'anywhere',
    screen: 'referrals',
    load: () => import('./referral-screen.tsx').then((m) => m.ReferralScreen),
  },
];
