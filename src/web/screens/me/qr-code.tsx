import { useMemo } from 'react';
import classes from './me.module.css';
import { qrPathOf } from './qr-path.ts';

/** A link for the camera of a phone: black on white in every theme, for cameras read nothing else well. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => qrPathOf(text), [text]);
  return (
    <svg className={classes.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect className={classes.qrPaper} width={size} height={size} />
      <path className={classes.qrInk} d={path} />
    </svg>
  );
}
