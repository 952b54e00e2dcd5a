/** The question of a dialog, with the focus when it opens: it is read first, and no button is pressed by mistake. */
export function DialogTitle({ title }: { readonly title: string }) {
  return (
    <span tabIndex={-1} data-autofocus className="rc-read-first">
      {title}
    </span>
  );
}
