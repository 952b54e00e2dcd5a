import { StudentContracts } from '../../parts/contracts/student-contracts.tsx';
import type { CaseTabProps } from './tabs.ts';

export function ContractTab({ head }: CaseTabProps) {
  return <StudentContracts student={head.student} isReadOnly={head.isReadOnly} />;
}
