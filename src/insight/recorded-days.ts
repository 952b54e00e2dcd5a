/**
 * The dates of a student on which a record counts, as bytes (`student_attendance.recorded`): for each date, in order,
 *
 *   int32 day · int16 school (index into the district's schools) · uint16 thousandths absent, + 32768 where unverified,
 *   + 16384 where without an excuse
 *
 * Big endian.
 */
import type { RecordedDay } from '../engine/index.ts';

const BYTES = 8;
const UNVERIFIED = 0x8000;
const UNEXCUSED = 0x4000;

export function encodeRecordedDays(days: readonly RecordedDay[]): Buffer {
  const bytes = Buffer.alloc(days.length * BYTES);
  for (const [i, { day, school, absentThousandths, isUnverified, isUnexcused }] of days.entries()) {
    bytes.writeInt32BE(day, i * BYTES);
    bytes.writeInt16BE(school, i * BYTES + 4);
    const flags = (isUnverified ? UNVERIFIED : 0) + (isUnexcused ? UNEXCUSED : 0);
    bytes.writeUInt16BE(absentThousandths + flags, i * BYTES + 6);
  }
  return bytes;
}

export function decodeRecordedDays(bytes: Buffer): readonly RecordedDay[] {
  const days: RecordedDay[] = [];
  for (let at = 0; at < bytes.length; at += BYTES) {
    const value = bytes.readUInt16BE(at + 6);
    days.push({
      day: bytes.readInt32BE(at),
      school: bytes.readInt16BE(at + 4),
      absentThousandths: value & ~(UNVERIFIED | UNEXCUSED),
      isUnverified: (value & UNVERIFIED) !== 0,
      isUnexcused: (value & UNEXCUSED) !== 0,
    });
  }
  return days;
}
