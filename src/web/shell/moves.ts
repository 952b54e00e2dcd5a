/** Whether the person has moved to another page since the app began: only then does its heading take the focus. */
let moved = false;
let count = 0;

export function noteMove(pathChanged: boolean): void {
  if (!pathChanged) return;
  count += 1;
  moved = count > 1;
}

export function hasMoved(): boolean {
  return moved;
}
