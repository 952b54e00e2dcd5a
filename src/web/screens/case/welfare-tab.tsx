import { StudentWelfare } from '../../parts/welfare/student-welfare.tsx';
import type { CaseTabProps } from './tabs.ts';

export function WelfareTab({ head }: CaseTabProps) {
  return <StudentWelfare student={head.student} isReadOnly={head.isReadOnly} />;
}
