/** Quantiles of Student's t. */

/**
 * So far from the middle 95% lie, half on either side. Input: degrees of freedom, 2 or more; right to 1% at 2, to 0.1% from 4 on.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
 */
export function t95(degrees: number): number {
  const z = Z95;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), z);
}

/** Of the normal distribution. */
const Z95 = 1.959_963_985;
