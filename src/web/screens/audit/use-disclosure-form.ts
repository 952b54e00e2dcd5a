/** What is typed about a disclosure, what is missing, and sending it once. */
import { useState } from 'react';
import { api, invalidate, newKey } from '../../api.ts';
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
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const missing = FIELDS.filter((field) => typed[field].trim().length < (field === 'student' ? 1 : 2));
  const send = async (): Promise<void> => {
    setAsked(true);
    if (missing.length > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      const { student, kind, on, party, interest, given } = typed;
      const line = corrects === undefined ? {} : { corrects: corrects.disclosure };
      await api.recordDisclosure({ body: { students: [student], kind, on, party, interest, given, ...line }, key });
      await invalidate('listDisclosures');
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
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
