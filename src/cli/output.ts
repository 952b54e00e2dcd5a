/** What commands say: results on standard output, remarks and progress on standard error. */
import { createInterface } from 'node:readline/promises';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { Option, type Command } from 'commander';
import { Refusal } from '../problem.ts';

export type Format = 'table' | 'json';

/** Adds `--format table|json` (default table). Returns the command. */
export function formatOption(command: Command): Command {
  return command.addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'));
}

/** Prints one object on a line of its own on standard output. */
export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Prints a table for people on standard output. Numbers are set to the right. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): void {
  const rightAligned = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const table = new Table({
    head: [...head],
    colAligns: rightAligned.map((right) => (right ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
    chars: PLAIN_RULES,
  });
  table.push(...rows.map((row) => row.map(cell)));
  process.stdout.write(`${table.toString().replace(/[ \t]+$/gm, '')}\n`);
}

/** Says something to the person on standard error: never part of the result. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}

export interface ProgressBar {
  /** Adds to what is done. */
  advance(by?: number): void;
  /** Sets what is done; `total` where it only now became known. */
  to(done: number, total?: number): void;
  /** Ends the bar; `label` replaces the text of the line that stays. */
  done(label?: string): void;
}

/**
 * A progress bar on standard error. Where that is no terminal, one line at the end.
 * Unit: `total` counts whatever `label` names.
 */
export function progressBar(total: number, label: string): ProgressBar {
  return process.stderr.isTTY ? terminalBar(total, label) : silentBar(label);
}

/**
 * Asks a yes-or-no question on the terminal.
 * Fails: Refusal when nobody can be asked and `--yes` was not given.
 */
export async function confirm(
  question: string,
  options: { readonly yes?: boolean | undefined } = {},
): Promise<boolean> {
  if (options.yes === true) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new Refusal(`${question}\nNobody can be asked here. Nothing was done; add --yes to go ahead.`);
  }
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await reader.question(`${question} [y/N] `);
    return /^\s*y(es)?\s*$/i.test(answer);
  } finally {
    reader.close();
  }
}

/** A whole number with thousands separators, as `4,000`. */
export function formatCount(value: number): string {
  return new Intl.NumberFormat('en-US').format(value);
}

const PLAIN_RULES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': '  ',
  right: '',
  'right-mid': '',
  middle: '  ',
};

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? formatNumber(value) : value;
}

function formatNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }).format(value);
}

function terminalBar(total: number, label: string): ProgressBar {
  const started = Date.now();
  const bar = new SingleBar({
    format: `${label.padEnd(28)} {bar} {percentage}% {value}/{total}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? formatCount(value) : String(value)),
  });
  bar.start(Math.max(total, 1), 0);
  return {
    advance: (by = 1) => bar.increment(by),
    to: (done, newTotal) => {
      if (newTotal !== undefined) bar.setTotal(Math.max(newTotal, 1));
      bar.update(done);
    },
    done: (text) => {
      bar.stop();
      remark(endOf(text ?? label, started));
    },
  };
}

function silentBar(label: string): ProgressBar {
  const started = Date.now();
  return { advance: () => undefined, to: () => undefined, done: (text) => remark(endOf(text ?? label, started)) };
}

function endOf(label: string, started: number): string {
  return `${label.padEnd(60)} ${((Date.now() - started) / 1000).toFixed(1)} s`;
}
