/** One seed through the product and the oracle. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateOracle } from './oracle.ts';
import type { OracleResult } from './oracle.ts';
import { evaluateProduct } from './product.ts';
import { randomCase } from './random-case.ts';
import { parsePackText, writeCase } from './write-case.ts';

export interface Comparison {
  readonly oracle: OracleResult;
  /** Empty: they agree, and the folder is gone again. Else the seed, the folder, and what each of them says. */
  readonly differences: string[];
}

export async function compare(seed: number): Promise<Comparison> {
  const theCase = randomCase(seed);
  const dir = join(tmpdir(), 'rollcall-agreement', `${process.pid}-${seed}`);
  await writeCase(theCase, dir);
  const oracle = evaluateOracle(theCase.bundle, parsePackText(theCase.packFiles), theCase.asOf);
  const product = await evaluateProduct({ bundle: join(dir, 'bundle'), pack: join(dir, 'pack') }, theCase.asOf).catch(
    (error: unknown) => String(error),
  );
  const differences = typeof product === 'string' ? [`product throws: ${product}`] : differencesOf(oracle, product);
  if (differences.length === 0) {
    await rm(dir, { recursive: true });
    return { oracle, differences };
  }
  return { oracle, differences: [`seed ${seed}, as of ${theCase.asOf}, in ${dir}`, ...differences] };
}

function differencesOf(oracle: OracleResult, product: OracleResult): string[] {
  const differences: string[] = [];
  const length = Math.max(oracle.lines.length, product.lines.length);
  for (let index = 0; index < length && differences.length < 2; index += 1) {
    if (oracle.lines[index] === product.lines[index]) continue;
    differences.push(
      `oracle : ${oracle.lines[index] ?? '(no more lines)'}`,
      `product: ${product.lines[index] ?? '(no more lines)'}`,
    );
  }
  const text = (result: OracleResult): string =>
    result.setAside
      .toSorted((a, b) => a.line - b.line)
      .map((row) => `${row.file}:${row.line} ${row.reason}`)
      .join(', ');
  if (text(oracle) !== text(product))
    differences.push(`oracle sets aside : ${text(oracle)}`, `product sets aside: ${text(product)}`);
  return differences;
}
