import { contextPath, type SchoolContext } from './addresses.ts';
import type { Place } from './navigation.ts';
import type { ScreenRoute } from './screen-route.ts';
import { SCREENS } from './screens.ts';

/** The screen of a place; undefined where the app has none (yet). */
export function screenOf(place: Place): ScreenRoute | undefined {
  return SCREENS.find((screen) => screen.nav?.place === place);
}

/** The address of a place for a school or the district; undefined where the app has no screen for it. */
export function placeAddress(place: Place, school: SchoolContext): string | undefined {
  const screen = screenOf(place);
  if (screen === undefined) return undefined;
  if (screen.in === 'context') return contextPath(school, screen.path);
  return screen.in === 'district' ? contextPath(null, screen.path) : screen.path;
}
