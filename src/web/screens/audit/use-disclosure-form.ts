/** What is typed about a disclosure, what is missing, and sending it once. */
import { useState } from 'react';
import { api, newKey } from '../../api.ts';
import { useActing } from '../../parts/use-acting.ts';
import type { DisclosureLine } from './disclosures-screen.tsx';

export interface Typed {
  readonly student: string;
  readonly kind: 'given' | 'asked';
  readonly on: string;
  readonly party: string;
  readonly interest: string;
  readonly given: string;
}

const NOTHING: Typed = { student: '', kind: 'given', on: '', party: '', interest: '', given: '' };
const FIELDS = ['student', 'on', 'party', 'interest', 'given'] as const;
export type Field = (typeof FIELDS)[number];

/** `corrects`: the line whose place the new one takes. */
export function useDisclosureForm(corrects: DisclosureLine | undefined, onDone: () => void) {
  const [typed, setTyped] = useState<Typed>(corrects ?? NOTHING);
  const [key] = useState(newKey);
  const [isAsked, setAsked] = useState(false);
  const { act, isBusy, error } = useActing(['listDisclosures'], onDone);
  const missing = FIELDS.filter((field) => typed[field].trim().length < (field === 'student' ? 1 : 2));
  const send = async (): Promise<void> => {
    setAsked(true);
    if (missing.length > 0) return;
    const { student, kind, on, party, interest, given } = typed;
    const line = corrects === undefined ? {} : { corrects: corrects.disclosure };
    const body = { students: [student], kind, on, party, interest, given, ...line };
    await act(() => api.recordDisclosure({ body, key }));
  };
  return {
    typed,
    isTouched: typed !== (corrects ?? NOTHING),
    isBusy,
    error,
    isMissing: (field: Field) => isAsked && missing.includes(field),
    type: (change: Partial<Typed>) => setTyped({ ...typed, ...change }),
    send,
  };
}
