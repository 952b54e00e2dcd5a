import { StudentActivities } from '../../parts/activities/student-activities.tsx';
import type { CaseTabProps } from './tabs.ts';

export function ActivitiesTab({ head }: CaseTabProps) {
  return <StudentActivities student={head.student} isReadOnly={head.isReadOnly} />;
}
