/** A list of whole numbers that grows, for millions of them. */
export class GrowingNumbers {
  private numbers = new Int32Array(1 << 10);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const wide = new Int32Array(this.numbers.length * 2);
      wide.set(this.numbers);
      this.numbers = wide;
    }
    this.numbers[this.length] = number;
    this.length += 1;
  }

  /** A view of what is in it now. */
  view(): Int32Array {
    return this.numbers.subarray(0, this.length);
  }
}
