/** A text as a QR code, drawn as one path of an SVG: nothing is loaded, nothing is styled inline. */
import { encodeQR } from 'qr';

/** Modules of white around it; a camera needs four (ISO/IEC 18004). */
const QUIET_ZONE = 4;

export interface QrPath {
  /** Modules a side, with the quiet zone. */
  readonly size: number;
  /** The dark modules: one run of a row after the other. */
  readonly path: string;
}

/** Ends: a link of an authenticator (some 120 letters) makes 53 modules or fewer. */
export function qrPathOf(text: string): QrPath {
  const rows = encodeQR(text, 'raw', { border: QUIET_ZONE });
  const path = rows.map((row, y) => runsOf(row, y)).join('');
  return { size: rows.length, path };
}

function runsOf(row: readonly boolean[], y: number): string {
  let runs = '';
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const end = row.indexOf(false, x);
    const length = (end === -1 ? row.length : end) - x;
    runs += `M${x} ${y}h${length}v1h-${length}z`;
    x += length;
  }
  return runs;
}
