/** Where toasts appear. Loaded after the first screen. */
import { Notifications, notifications } from '@mantine/notifications';
import type { ToastKind } from './toast.ts';

export function Toaster() {
  return <Notifications limit={3} autoClose={8000} position="bottom-right" role="status" />;
}

export function showToast(message: string, kind: ToastKind): void {
  notifications.show({
    message,
    withBorder: true,
    color: kind === 'done' ? 'blue' : 'red',
    // The place of toasts is a live region already; failures interrupt.
    role: kind === 'done' ? 'none' : 'alert',
    closeButtonProps: { 'aria-label': '×' },
  });
}
