import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../problem.ts';
import { scanCsv, type CsvEnd } from './csv-scan.ts';
import { plainFields } from './read-table.ts';

const dir = mkdtempSync(join(tmpdir(), 'rollcall-csv-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Scanned {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly broken: readonly { readonly line: number; readonly row: string }[];
  readonly end: CsvEnd;
}

async function scan(text: string | Uint8Array): Promise<Scanned> {
  const path = join(dir, 'file.csv');
  writeFileSync(path, text);
  const found: [number, readonly string[]][] = [];
  const broken: { line: number; row: string }[] = [];
  const end = await scanCsv(path, 'file.csv', {
    plain: (record) => found.push([record.line, plainFields(record)]),
    quoted: (fields, line) => found.push([line, fields]),
    broken: (line, row) => broken.push({ line, row }),
  });
  return { rows: found.map(([, row]) => row), lines: found.map(([line]) => line), broken, end };
}

describe('scanCsv', () => {
  it('reads LF and CRLF, a byte order mark, and a last line without a break', async () => {
    expect(await scan('\uFEFFa,b\r\n1,2\r\n3,4')).toEqual({
      rows: [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
      lines: [1, 2, 3],
      broken: [],
      end: { endsInBreak: false, lastLine: 3 },
    });
  });

  it('passes over blank lines and keeps counting them', async () => {
    const { lines, end } = await scan('a,b\n\n  \n1,2\n');
    expect(lines).toEqual([1, 4]);
    expect(end.endsInBreak).toBe(true);
  });

  it('keeps empty fields, also at the end of a row', async () => {
    expect((await scan('a,b,c\n,,\n1,,\n')).rows).toEqual([
      ['a', 'b', 'c'],
      ['', '', ''],
      ['1', '', ''],
    ]);
  });

  it('reads quoted fields with commas, quotes and line breaks, and counts their lines', async () => {
    const { rows, lines } = await scan('"a","b"\n"x, y","say ""no"""\n"two\nlines",2\n3,4\n');
    expect(rows).toEqual([
      ['a', 'b'],
      ['x, y', 'say "no"'],
      ['two\nlines', '2'],
      ['3', '4'],
    ]);
    expect(lines).toEqual([1, 2, 3, 5]);
  });

  it('takes a quote inside an unquoted field as text', async () => {
    expect((await scan('a,b\nBob "Bo" Bell,2\n')).rows[1]).toEqual(['Bob "Bo" Bell', '2']);
  });

  it('reports a quote that is not closed with its line, and reads the next lines', async () => {
    const { rows, broken } = await scan('a,b\n"x,1\n2,3\n');
    expect(broken).toEqual([{ line: 2, row: '"x,1' }]);
    expect(rows).toEqual([
      ['a', 'b'],
      ['2', '3'],
    ]);
  });

  it('reports text behind a closing quote', async () => {
    const { rows, broken } = await scan('a,b\n"x"y,1\n2,3\n');
    expect(broken.map(({ line }) => line)).toEqual([2]);
    expect(rows).toHaveLength(2);
  });

  it('reports a quoted field that goes on for more than 16 KiB as one that was never closed', async () => {
    const { broken, rows } = await scan(`a,b\n"x,1\n${'2,3\n'.repeat(9000)}"y",4\n`);
    expect(broken[0]?.line).toBe(2);
    expect(rows).toHaveLength(9002);
  });

  it('refuses NUL bytes and other encodings, naming the line', async () => {
    await expect(scan(Buffer.from('a,b\n1,\0\n'))).rejects.toMatchObject({
      problems: [{ line: 2, found: 'a NUL byte' }],
    });
    await expect(scan(Buffer.from('a,b\n1,2\nJos\xe9,3\n', 'latin1'))).rejects.toMatchObject({
      problems: [{ line: 3, found: 'bytes that are not UTF-8' }],
    });
    await expect(scan(Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'))).rejects.toBeInstanceOf(ProblemError);
  });

  it('reads what papaparse writes, whatever the fields', async () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.constantFrom('', '"', '""', ',', '\n', 'a,b', 'x\r\ny', ' ', '1'),
    );
    const table = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.boolean(), fc.boolean()).chain(([width, quotes, crlf]) =>
      fc.record({
        rows: fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
        quotes: fc.constant(quotes),
        crlf: fc.constant(crlf),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, quotes, crlf }) => {
        const text = Papa.unparse(rows, { quotes, newline: crlf ? '\r\n' : '\n' });
        expect((await scan(text)).rows).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  it('reads the same rows wherever the blocks of a long file end', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => [
      String(index),
      index % 7 === 0 ? `"quoted, ${index}"` : `plain ${index}`,
      'é'.repeat(index % 5),
    ]);
    const { rows: read, lines } = await scan(`a,b,c\n${rows.map((row) => row.join(',')).join('\n')}\n`);
    expect(read.slice(1)).toEqual(rows.map(([one, two, three]) => [one, two?.replaceAll('"', ''), three]));
    expect(lines).toEqual(Array.from({ length: 60_001 }, (_, index) => index + 1));
  });
});
