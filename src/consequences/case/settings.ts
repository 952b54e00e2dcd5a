import { keys, text } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';

/** Opens the student's attendance file of the school year, where there is none yet. */
export const attendanceCase = {
  kind: 'case',
  communicates: false,
  performed: true,
  settings: keys({
    case: text('the kind of file, as attendance-file', 60).describe('The kind of file, as attendance-file.'),
  }),
} as const satisfies ConsequenceKind;
