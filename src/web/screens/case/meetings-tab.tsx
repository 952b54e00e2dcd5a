import { StudentMeetings } from '../../parts/meetings/student-meetings.tsx';
import type { CaseTabProps } from './tabs.ts';

export function MeetingsTab({ head }: CaseTabProps) {
  return <StudentMeetings student={head.student} isReadOnly={head.isReadOnly} />;
}
