import { Journal } from '../../parts/journal/journal.tsx';
import type { CaseTabProps } from './tabs.ts';

export function JournalTab({ head }: CaseTabProps) {
  return <Journal student={head.student} isReadOnly={head.isReadOnly} />;
}
