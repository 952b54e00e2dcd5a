import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/worklist/issue',
    in: 'context',
    screen: 'issue',
    load: () => import('./issue-screen.tsx').then((m) => m.IssueScreen),
  },
  {
    path: '/letters/batches/:batch',
    in: 'context',
    screen: 'batch',
    load: () => import('./batch-screen.tsx').then((m) => m.BatchScreen),
  },
];
