import { useSyncExternalStore } from 'react';
import { knownToday, onNewDay } from '../shell/today.ts';

/** Today in the district, as the server says, as ISO text; anew when a day ends. Never the date of the browser's computer. */
export function useToday(): string {
  return useSyncExternalStore(onNewDay, knownToday);
}
