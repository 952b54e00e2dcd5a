import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLetterImage } from './letter-image.ts';
import { SAMPLE_LOGO } from './testing/sample-letter.ts';

const SVG = (inside: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${inside}</svg>`);

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(60);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0, 0]);

describe('a picture of a letterhead', () => {
  it('is known by its content', () => {
    expect(readLetterImage(SAMPLE_LOGO)).toEqual({ ok: true, type: 'svg' });
    expect(readLetterImage(png(4000, 1))).toEqual({ ok: true, type: 'png' });
    expect(readLetterImage(JPEG)).toEqual({ ok: true, type: 'jpg' });
    expect(
      readLetterImage(Buffer.from('<?xml version="1.0"?>\n<!-- drawn -->\n<svg viewBox="0 0 1 1"></svg>')),
    ).toEqual({ ok: true, type: 'svg' });
  });

  it('may refer to parts of itself', () => {
    expect(readLetterImage(SVG('<path id="a"/><use href="#a" xlink:href= "#a"/><rect fill="url(#a)"/>')).ok).toBe(true);
  });

  it.each([
    ['a script', SVG('<script>x()</script>')],
    ['a handler', SVG('<rect onload="x()"/>')],
    ['a foreign object', SVG('<foreignObject/>')],
    ['a picture from elsewhere', SVG('<image href="file:///etc/passwd"/>')],
    ['a reference to the net', SVG('<use href="https://a.example/x.svg#a"/>')],
    ['a fill from elsewhere', SVG('<rect fill="url(https://a.example/#a)"/>')],
    ['an imported style', SVG('<style>@import "x"</style>')],
    ['text', SVG('<text>Oak</text>')],
    ['an entity', Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>')],
    ['a page', Buffer.from('<html><svg></svg></html>')],
    ['nothing', Buffer.alloc(0)],
    ['a PNG of no size', png(0, 5)],
    ['a PNG of too many pixels', png(4001, 5)],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['more than a megabyte', Buffer.alloc(1_000_001)],
  ])('is refused when it holds %s', (_, bytes) => {
    expect(readLetterImage(bytes)).toMatchObject({ ok: false });
  });

  it('never throws, whatever the bytes', () => {
    const starts = fc.constantFrom(
      Buffer.alloc(0),
      Buffer.from([0xff, 0xd8]),
      png(1, 1).subarray(0, 20),
      Buffer.from('<svg '),
    );
    fc.assert(
      fc.property(
        starts,
        fc.uint8Array({ maxLength: 80 }),
        (start, rest) => void readLetterImage(Buffer.concat([start, rest])),
      ),
    );
  });
});
