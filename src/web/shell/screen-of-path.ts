import type { ScreenRoute } from './screen-route.ts';
import { SCREENS } from './screens.ts';

/** The screen that an address shows. */
export function screenOfPath(pathname: string): ScreenRoute | undefined {
  return SCREENS.find((screen) => patternsOf(screen).some((pattern) => pattern.test(pathname)));
}

function patternsOf({ path, in: where }: ScreenRoute): readonly RegExp[] {
  const body = path.replaceAll(/:\w+/g, '[^/]+');
  if (where === 'context') return [new RegExp(`^/(?:d|s/[^/]+)${body}$`)];
  return [new RegExp(`^${where === 'district' ? '/d' : ''}${body}$`)];
}
