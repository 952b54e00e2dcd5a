/** All screens of the app. A screen is registered by its line here; see README.md of this room. */
import type { ScreenRoute } from './screen-route.ts';

export const SCREENS: readonly ScreenRoute[] = [];
