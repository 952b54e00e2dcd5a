/** A small bundle in a temporary folder, for tests: Monday 2025-09-08 to Friday 2025-09-19 in session at OAK and ELM. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DAYS = ['08', '09', '10', '11', '12', '15', '16', '17', '18', '19'].map((day) => `2025-09-${day}`);

/** The files of the small bundle. Students ana and ben are at OAK, cam is at ELM. */
export const SMALL_BUNDLE: Readonly<Record<string, string>> = {
  'schools.csv': 'school_id,name\nOAK,Oak Middle\nELM,Elm Middle\n',
  'calendar.csv': `school_id,date,minutes\n${['OAK', 'ELM'].flatMap((school) => DAYS.map((day) => `${school},${day},390\n`)).join('')}`,
  'periods.csv': 'school_id,period,position,minutes\nOAK,P1,1,50\nOAK,P2,2,50\n',
  'codes.csv':
    'code,description,status,excuse,value\nU,Unexcused,absent,unexcused,\nE,Excused,absent,excused,\nT,Tardy,tardy,unexcused,\nH,Half,absent,unexcused,0.5\n',
  'students.csv': 'student_id,first_name,last_name,grade\nana,Ana,Abel,6\nben,Ben,Bell,7\ncam,Cam,Cole,6\n',
  'enrollments.csv':
    'student_id,school_id,entry_date,exit_date\nana,OAK,2025-08-20,\nben,OAK,2025-08-20,\ncam,ELM,2025-08-20,\n',
  'attendance.csv':
    'student_id,school_id,date,period,code,minutes\nana,OAK,2025-09-08,,U,\nana,OAK,2025-09-09,P1,T,12\ncam,ELM,2025-09-10,,E,\n',
};

export interface TestBundle {
  readonly dir: string;
  /** Writes a file, or removes it when the text is null. */
  readonly write: (file: string, text: string | Uint8Array | null) => void;
  readonly remove: () => void;
}

/** Writes the small bundle with some files replaced; null leaves a file out. */
export function bundleDir(files: Readonly<Record<string, string | Uint8Array | null>> = {}): TestBundle {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-bundle-'));
  const write: TestBundle['write'] = (file, text) => {
    if (text === null) rmSync(join(dir, file), { force: true });
    else {
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, file), text);
    }
  };
  for (const [file, text] of Object.entries({ ...SMALL_BUNDLE, ...files })) write(file, text);
  return { dir, write, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
