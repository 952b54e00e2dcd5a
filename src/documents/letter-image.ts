/** What a picture of a letterhead is by its content, whatever its name says. */
export type ImageReading =
  | { readonly ok: true; readonly type: 'svg' | 'png' | 'jpg' }
  | { readonly ok: false; readonly found: string; readonly allowed: string };

const MOST_BYTES = 1_000_000;
const MOST_PIXELS = 4_000;
const ALLOWED = 'an SVG, PNG or JPEG picture of at most 1 MB';

/**
 * Looks at a logo or signature before it is kept: type by content, size, and for SVG nothing that runs or is fetched.
 * Ends: at most 1,000,000 bytes, at most 4,000 pixels on a side.
 */
export function readLetterImage(bytes: Buffer): ImageReading {
  if (bytes.length > MOST_BYTES) return { ok: false, found: `a file of ${bytes.length} bytes`, allowed: ALLOWED };
  if (bytes.length >= 33 && bytes.subarray(0, 8).equals(PNG))
    return sized('png', { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return readJpeg(bytes);
  return readSvg(bytes);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function sized(
  type: 'png' | 'jpg',
  { width, height }: { readonly width: number; readonly height: number },
): ImageReading {
  const isGood = width > 0 && height > 0 && width <= MOST_PIXELS && height <= MOST_PIXELS;
  return isGood
    ? { ok: true, type }
    : {
        ok: false,
        found: `a picture of ${width} by ${height} pixels`,
        allowed: `1 to ${MOST_PIXELS} pixels on a side`,
      };
}

/** Goes from marker to marker to the frame, which tells the size. */
function readJpeg(bytes: Buffer): ImageReading {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return sized('jpg', { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) });
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { ok: false, found: 'a JPEG file without a picture', allowed: ALLOWED };
}

const REFUSED_IN_SVG: readonly (readonly [RegExp, string])[] = [
  [/<!(DOCTYPE|ENTITY)/i, 'a document type'],
  [/<\s*(\w+:)?script\b/i, 'a script'],
  [/<\s*(\w+:)?foreignObject\b/i, 'a foreign object'],
  [/<\s*(\w+:)?(image|feImage|iframe|a|animate\w*|set)\b/i, 'a picture, link or animation inside'],
  [/<\s*(\w+:)?(text|tspan|textPath)\b/i, 'text, which looks different on each machine (turn it into outlines)'],
  [/\son\w+\s*=/i, 'an event handler'],
  [/\b(href|src)\s*=(?!\s*["']#)/i, 'a reference to something outside'],
  [/url\((?!\s*["']?\s*#)/i, 'a reference to something outside'],
  [/@import|javascript:|expression\(/i, 'a reference to something outside'],
  [/<\?(?!xml\s)/i, 'a processing instruction'],
];

function readSvg(bytes: Buffer): ImageReading {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const body = text.replace(/^\s*(<\?xml[^>]*\?>)?\s*(<!--[\s\S]*?-->\s*)*/, '');
  if (text.includes('\u0000') || text.includes('\uFFFD') || !/^<svg[\s>]/.test(body))
    return { ok: false, found: 'a file that is none of these', allowed: ALLOWED };
  const refused = REFUSED_IN_SVG.find(([pattern]) => pattern.test(text));
  return refused === undefined
    ? { ok: true, type: 'svg' }
    : { ok: false, found: `an SVG picture with ${refused[1]}`, allowed: 'an SVG picture of shapes only' };
}
