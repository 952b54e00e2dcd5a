/** What a screen tells the shell about itself. */
import type { ComponentType } from 'react';
import type { Place } from './navigation.ts';

export interface ScreenRoute {
  /**
   * The address. `:name` is a parameter. With `in: 'context'` it is reached below `/s/:school` and `/d`,
   * with `in: 'district'` below `/d` alone, else as it stands.
   */
  readonly path: `/${string}`;
  /** `signed-out`: without the shell, also for people who are not signed in. */
  readonly in: 'context' | 'district' | 'anywhere' | 'signed-out';
  /** Name of its words (`words/<language>/<screen>.json`), which hold its help page too. */
  readonly screen: string;
  /** `() => import('./worklist-screen.tsx').then((m) => m.WorklistScreen)`: loaded when it is opened. */
  readonly load: () => Promise<ComponentType>;
  /**
   * Addresses of the API that the screen asks for at once, as it asks: the page's HTML has the browser fetch them together with the code.
   * `:name` is a parameter of `path`, `?school=:school` the school of the page. One that is never asked for costs a request.
   */
  readonly early?: readonly `/api/${string}`[];
  /** Its entry in the navigation; which roles see it, and in which order, is said in navigation.ts. */
  readonly nav?: {
    readonly place: Place;
    /** What waits there for me. `null`: the district. */
    readonly badge?: (school: string | null) => Promise<number>;
  };
}
