/** News that also stands on the page. Never the only place of an undo, never a student's name. */
import { notifications } from '@mantine/notifications';

export function toast(message: string, kind: 'done' | 'failed' = 'done'): void {
  notifications.show({
    message,
    withBorder: true,
    color: kind === 'done' ? 'blue' : 'red',
    role: kind === 'done' ? 'status' : 'alert',
    closeButtonProps: { 'aria-label': '×' },
  });
}
