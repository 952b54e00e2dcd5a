/** News that also stands on the page. Never the only place of an undo, never a student's name. */

export type ToastKind = 'done' | 'failed';

export function toast(message: string, kind: ToastKind = 'done'): void {
  void import('./toaster.tsx').then(({ showToast }) => showToast(message, kind));
}
