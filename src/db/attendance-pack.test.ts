import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../engine/index.ts';
import { decodeAttendancePack, encodeAttendancePack, joinRecords, packYear, packYearStart } from './attendance-pack.ts';

const day = (text: string): number => parseDay(text) as number;

const record = fc.record({
  day: fc.integer({ min: day('2025-07-01'), max: day('2026-06-30') }),
  school: fc.integer({ min: 1, max: 32_767 }),
  period: fc.nat(32_767),
  section: fc.nat(2_000_000_000),
  course: fc.nat(2_000_000_000),
  code: fc.integer({ min: 1, max: 32_767 }),
  minutes: fc.integer({ min: -1, max: 999_999_999 }),
});

const COLUMNS = ['day', 'school', 'period', 'section', 'course', 'code', 'minutes'] as const;

describe('attendance packs', () => {
  it('give back what was packed, wherever the bytes lie', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), fc.nat(7), (records, shift) => {
        const source = Object.fromEntries(COLUMNS.map((name) => [name, records.map((row) => row[name])])) as Record<
          (typeof COLUMNS)[number],
          number[]
        >;
        const rows = Int32Array.from(records, (_, index) => index);
        const bytes = encodeAttendancePack(source, { year: 2025, rows, start: 0, end: rows.length });
        const moved = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(shift);
        const decoded = decodeAttendancePack(moved);
        expect(decoded.count).toBe(records.length);
        for (const name of COLUMNS) expect([...decoded[name]]).toEqual(source[name]);
      }),
    );
  });

  it('hold 30 June and 1 July in different years', () => {
    expect(packYear(day('2026-06-30'))).toBe(2025);
    expect(packYear(day('2026-07-01'))).toBe(2026);
    expect(formatDay(packYearStart(2026))).toBe('2026-07-01');
  });

  it('refuse a day of another year', () => {
    const one = {
      day: [day('2024-06-30')],
      school: [1],
      period: [0],
      section: [0],
      course: [0],
      code: [1],
      minutes: [-1],
    };
    expect(() => encodeAttendancePack(one, { year: 2025, rows: Int32Array.of(0), start: 0, end: 1 })).toThrow(
      'does not belong',
    );
  });

  it('refuse bytes of another length than their count asks for', () => {
    const bytes = encodeAttendancePack(
      { day: [day('2025-09-08')], school: [1], period: [0], section: [0], course: [0], code: [1], minutes: [-1] },
      { year: 2025, rows: Int32Array.of(0), start: 0, end: 1 },
    );
    expect(() => decodeAttendancePack(bytes.subarray(0, -1))).toThrow(
      'a pack of 1 records has 27 bytes'.replace('a pack', 'an attendance pack'),
    );
  });

  it('of several years stand behind each other', () => {
    const pack = (text: string): Buffer => {
      const source = { day: [day(text)], school: [1], period: [0], section: [0], course: [0], code: [1], minutes: [5] };
      return encodeAttendancePack(source, { year: packYear(day(text)), rows: Int32Array.of(0), start: 0, end: 1 });
    };
    const joined = joinRecords([decodeAttendancePack(pack('2025-05-05')), decodeAttendancePack(pack('2025-09-08'))]);
    expect([...joined.day].map(formatDay)).toEqual(['2025-05-05', '2025-09-08']);
    expect(joined.count).toBe(2);
  });
});
