import { ContactList } from '../../parts/contacts/contact-list.tsx';
import type { CaseTabProps } from './tabs.ts';

export function ContactsTab({ head }: CaseTabProps) {
  return <ContactList student={head.student} isReadOnly={head.isReadOnly} />;
}
