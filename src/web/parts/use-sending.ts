import type { Operation } from '../api.ts';
import { toast } from './toast.ts';
import { useActing } from './use-acting.ts';

/** As {@link useActing}, and says that it is done. */
export function useSending(changes: readonly Operation[], onDone: () => void = () => undefined) {
  const { act, isBusy, error } = useActing(changes, onDone);
  const send = (change: () => Promise<unknown>, done: string): Promise<boolean> => act(change, () => toast(done));
  return { isBusy, error, send };
}
