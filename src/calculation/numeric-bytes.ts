/**
 * A number in PostgreSQL's binary form of `numeric`.
 * Input: 0 to 2^53, at most three decimals, as section 10 prints values. Fails: anything else is an assertion.
 */
export function numericBytes(value: number): Buffer {
  const kept = KEPT.get(value);
  if (kept !== undefined) return kept;
  const bytes = encode(value);
  if (KEPT.size < 10_000) KEPT.set(value, bytes);
  return bytes;
}

/** Values repeat: counts and percentages. */
const KEPT = new Map<number, Buffer>();

function encode(value: number): Buffer {
  const thousandths = Math.round(value * 1000);
  if (!(value >= 0) || !Number.isSafeInteger(thousandths) || thousandths / 1000 !== value) {
    throw new Error(`a value of ${value} cannot be stored`);
  }
  const digits: number[] = [];
  for (let rest = Math.floor(thousandths / 1000); rest > 0; rest = Math.floor(rest / 10_000))
    digits.unshift(rest % 10_000);
  const weight = digits.length - 1;
  const fraction = (thousandths % 1000) * 10;
  if (fraction > 0) digits.push(fraction);
  while (digits.at(-1) === 0) digits.pop();
  const header = [digits.length, digits.length === 0 ? 0 : weight, 0, decimalsOf(thousandths)];
  const bytes = Buffer.alloc(2 * (header.length + digits.length));
  for (const [at, word] of [...header, ...digits].entries()) bytes.writeInt16BE(word, 2 * at);
  return bytes;
}

function decimalsOf(thousandths: number): number {
  if (thousandths % 1000 === 0) return 0;
  if (thousandths % 100 === 0) return 1;
  return thousandths % 10 === 0 ? 2 : 3;
}
