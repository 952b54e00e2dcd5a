import { Documents } from '../../parts/documents/documents.tsx';
import type { CaseTabProps } from './tabs.ts';

export function DocumentsTab({ head }: CaseTabProps) {
  return <Documents student={head.student} isReadOnly={head.isReadOnly} />;
}
