/** Addresses and their screens. Each screen's code and words are loaded when it is opened, or pointed at. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type AnyRoute,
} from '@tanstack/react-router';
import { loadWords } from '../words/words.ts';
import { Beginning } from './beginning.tsx';
import { Frame } from './frame.tsx';
import { FailedPage } from './failed-page.tsx';
import { NotOpenPage } from './not-open-page.tsx';
import { noteMove } from './moves.ts';
import { PendingPage } from './pending-page.tsx';
import type { ScreenRoute } from './screen-route.ts';
import { SCREENS } from './screens.ts';
import { SHELL_SCREENS } from './shell-screens.ts';

export function makeRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotOpenPage });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
  const screens = [...SCREENS, ...SHELL_SCREENS];
  const inside = screens.filter((screen) => screen.in !== 'signed-out').flatMap((screen) => routesOf(screen, frame));
  const outside = screens.filter((screen) => screen.in === 'signed-out').flatMap((screen) => routesOf(screen, root));
  const beginning = createRoute({ getParentRoute: () => frame, path: '/', component: Beginning });
  const unknown = createRoute({ getParentRoute: () => frame, path: '$', component: NotOpenPage });
  const router = createRouter({
    routeTree: root.addChildren([frame.addChildren([beginning, ...inside, unknown]), ...outside]),
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: FailedPage,
    scrollRestoration: true,
    // Values of addresses are text as they stand; nothing is read as JSON.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text === '' ? '' : `?${text.replaceAll('%2C', ',')}`;
    },
  });
  router.subscribe('onBeforeLoad', ({ pathChanged }) => noteMove(pathChanged));
  return router;
}

/** The addresses of a screen: one, or one for a school and one for the district. */
function routesOf({ path, in: where, load, screen }: ScreenRoute, parent: AnyRoute): readonly AnyRoute[] {
  // Of the router, not of React: once loaded it is shown at once, without a moment of its fallback, which would stay for 300 ms.
  const component = lazyRouteComponent(async () => ({ default: await load() }));
  const paths = where === 'context' ? [`/s/$school${path}`, `/d${path}`] : [where === 'district' ? `/d${path}` : path];
  return paths.map((one) =>
    createRoute({
      getParentRoute: () => parent,
      path: one.replaceAll(/:(\w+)/g, '$$$1'),
      component,
      loader: async () => {
        await loadWords([screen, 'parts', 'exact']);
        return null;
      },
    }),
  );
}
