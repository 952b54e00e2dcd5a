import type { ScreenRoute } from '../../shell/screen-route.ts';

const load: ScreenRoute['load'] = () => import('./insight-screen.tsx').then((m) => m.InsightScreen);

export const routes: readonly ScreenRoute[] = [
  { path: '/insight', in: 'context', screen: 'insight', load, nav: { place: 'insight' } },
  { path: '/insight/:tab', in: 'context', screen: 'insight', load },
  {
    path: '/insight/steps/list',
    in: 'context',
    screen: 'insight',
    load: () => import('./step-list-screen.tsx').then((m) => m.StepListScreen),
  },
];
