import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrPathOf, type QrPath } from './qr-path.ts';

const LINK =
  'otpauth://totp/Rollcall:alma.bell%40lakeside-unified.example?secret=KRUGS4ZANFZSA3TPOQQGCIDTMVRXEZLUEBXWMIDBNZ4W63TF&issuer=Rollcall&digits=6&period=30';

test('a camera reads the link from the drawing', () => {
  expect(decodeQR(pictureOf(qrPathOf(LINK)))).toBe(LINK);
});

test('four modules of white are around it', () => {
  const { size, path } = qrPathOf(LINK);
  const corners = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => [x, y, length].map(Number));
  const [xs, ys, ends] = [0, 1, 2].map((index) =>
    corners.map((corner) => (index === 2 ? (corner[0] ?? 0) + (corner[2] ?? 0) : (corner[index] ?? 0))),
  );
  expect([Math.min(...(xs ?? [])), Math.min(...(ys ?? [])), Math.max(...(ends ?? []))]).toEqual([4, 4, size - 4]);
});

/** The path as a camera would see it: 4 dots a module, black on white. */
function pictureOf({ size, path }: QrPath): { width: number; height: number; data: Uint8Array } {
  const dots = 4;
  const side = size * dots;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = Number(y) * dots; row < (Number(y) + 1) * dots; row += 1)
      for (let column = Number(x) * dots; column < (Number(x) + Number(length)) * dots; column += 1)
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  return { width: side, height: side, data };
}
