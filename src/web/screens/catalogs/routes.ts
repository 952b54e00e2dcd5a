import type { ScreenRoute } from '../../shell/screen-route.ts';

export const routes: readonly ScreenRoute[] = [
  {
    path: '/catalogs',
    in: 'district',
    screen: 'catalogs',
    load: () => import('./catalogs-screen.tsx').then((m) => m.CatalogsScreen),
    nav: { place: 'catalogs' },
  },
  {
    path: '/catalogs/:catalog',
    in: 'district',
    screen: 'catalogs',
    load: () => import('./catalog-screen.tsx').then((m) => m.CatalogScreen),
  },
];
