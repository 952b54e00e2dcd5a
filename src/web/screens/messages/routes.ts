import { api } from '../../api.ts';
import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/messages',
    in: 'context',
    screen: 'messages',
    load: () => import('./messages-screen.tsx').then((m) => m.MessagesScreen),
    nav: {
      place: 'messages',
      badge: async (school) => (await api.readMessages({ query: { school: school ?? '', limit: 0 } })).counts.print,
    },
  },
  {
    path: '/messages/:message',
    in: 'anywhere',
    screen: 'messages',
    load: () => import('./message-screen.tsx').then((m) => m.MessageScreen),
  },
];
