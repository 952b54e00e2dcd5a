import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceRecord, Names } from '../engine/index.ts';
import {
  decodeEvidence,
  encodeEvidence,
  evidenceFromJson,
  evidenceHash,
  evidenceJson,
  evidenceNumbers,
} from './evidence-pack.ts';

const names: Names = {
  schools: ['', 'oak', 'elm'],
  periods: ['', '1', '2', 'AM'],
  courses: ['', 'math', 'science'],
  codes: ['', 'UA', 'T'],
};

const record: fc.Arbitrary<EvidenceRecord> = fc.record({
  day: fc.integer({ min: 0, max: 40_000 }),
  school: fc.constantFrom('oak', 'elm'),
  period: fc.constantFrom(null, '1', '2', 'AM'),
  course: fc.constantFrom(null, 'math', 'science'),
  code: fc.constantFrom('UA', 'T'),
  minutes: fc.option(fc.integer({ min: 0, max: 2 ** 31 })),
});

describe('evidence', () => {
  test('comes back from its pack as it went in, in the same order', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        expect(decodeEvidence(encodeEvidence(records, evidenceNumbers(names)), names)).toEqual(records);
      }),
    );
  });

  test('comes back from its JSON as it went in', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const stored: unknown = JSON.parse(JSON.stringify(evidenceJson(records)));
        expect(evidenceFromJson(stored as ReturnType<typeof evidenceJson>)).toEqual(records);
      }),
    );
  });

  test('has one hash for one text, whatever the numbers of its names are', () => {
    const renumbered: Names = { ...names, schools: ['', 'elm', 'oak'], codes: ['', 'T', 'UA'] };
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const again = decodeEvidence(encodeEvidence(records, evidenceNumbers(renumbered)), renumbered);
        expect(evidenceHash(again)).toBe(evidenceHash(records));
      }),
    );
  });

  test.each([
    { day: 20_001 },
    { school: 'elm' },
    { period: '2' },
    { course: 'science' },
    { code: 'T' },
    { minutes: 31 },
    { minutes: null },
  ])('with another %o has another hash', (difference) => {
    const one = { day: 20_000, school: 'oak', period: '1', course: 'math', code: 'UA', minutes: 30 };
    expect(evidenceHash([{ ...one, ...difference }])).not.toBe(evidenceHash([one]));
  });

  test('of another layout, or cut short, is refused instead of misread', () => {
    const pack = encodeEvidence(
      [{ day: 1, school: 'oak', period: null, course: null, code: 'UA', minutes: 5 }],
      evidenceNumbers(names),
    );
    expect(() => decodeEvidence(Buffer.from([9, 0]), names)).toThrow('layout 9');
    expect(() => decodeEvidence(pack.subarray(0, pack.length - 1), names)).toThrow('too early');
    expect(() => decodeEvidence(pack, { ...names, codes: [''] })).toThrow('no name');
  });
});
