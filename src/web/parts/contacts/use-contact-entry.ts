/** A new entry of the communication log: what is filled in by itself, what the person says, and saving it. */
import { useRef, useState } from 'react';
import type { ContactFacts } from '../../../server/contacts/contract.ts';
import { api, useApi, type AnswerOf, type Operation } from '../../api.ts';
import { useActing } from '../use-acting.ts';

export const KINDS = [
  'phone',
  'email',
  'in-person',
  'home-visit',
  'text',
] as const satisfies readonly ContactFacts['kind'][];
export const OUTCOMES = [
  'reached',
  'message',
  'no-answer',
  'wrong-number',
  'refused',
  'returned',
] as const satisfies readonly ContactFacts['outcome'][];

const CHANGES: readonly Operation[] = [
  'readContacts',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
  'readWorklistSummary',
  'listCases',
  'readTasks',
  'countTasks',
];

export type Start = AnswerOf<'readContactStart'>;

export interface EntryValues {
  readonly kind: ContactFacts['kind'];
  /** `guardian:Ana Torres`, `student`, `other`. */
  readonly whom: string;
  readonly otherName: string;
  readonly outcome: ContactFacts['outcome'] | '';
  readonly hasInterpreter: boolean;
  readonly note: string;
  /** A key of the district's reasons. */
  readonly reason: string;
}

export interface ContactEntry {
  readonly start: Start | undefined;
  readonly startError: unknown;
  readonly values: EntryValues;
  readonly change: (values: Partial<EntryValues>) => void;
  readonly isBusy: boolean;
  readonly isMissing: boolean;
  readonly error: unknown;
  readonly save: () => void;
  /** Of the family, as a tag. */
  readonly language: string;
}

const BLANK: EntryValues = {
  kind: 'phone',
  whom: '',
  otherName: '',
  outcome: '',
  hasInterpreter: false,
  note: '',
  reason: 'attendance',
};

/** `onSaved` hears whether the family was reached. */
export function useContactEntry(student: string, onSaved: (isMade: boolean) => void): ContactEntry {
  const start = useApi('readContactStart', { params: { student } }, { staleTime: 60_000 });
  const [typed, setTyped] = useState<Partial<EntryValues>>({});
  const [isMissing, setMissing] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES);
  const isSending = useRef(false);
  const values = { ...BLANK, ...filledIn(start.data), ...typed };
  const language = languageOf(start.data, values.whom);
  const send = async (): Promise<boolean> => {
    const { isMade } = await api.logContact({ params: { student }, body: bodyOf(values, language) });
    setTyped({});
    return isMade;
  };
  const save = () => {
    const isIncomplete = values.outcome === '' || (values.whom === 'other' && values.otherName.trim() === '');
    setMissing(isIncomplete);
    if (isIncomplete || isSending.current) return;
    isSending.current = true;
    void act(send, onSaved).finally(() => {
      isSending.current = false;
    });
  };
  const change = (next: Partial<EntryValues>) => setTyped((before) => ({ ...before, ...next }));
  return { start: start.data, startError: start.error, values, change, isBusy, isMissing, error, save, language };
}

/** The first whom one may tell; an interpreter where the family speaks another language than English. */
function filledIn(start: Start | undefined): Partial<EntryValues> {
  const first = start?.guardians[0];
  if (first === undefined) return { whom: start === undefined ? '' : 'other' };
  return { whom: `guardian:${first.name}`, hasInterpreter: isForeign(first.language) };
}

function isForeign(tag: string): boolean {
  return tag !== '' && tag.split('-')[0] !== 'en';
}

function languageOf(start: Start | undefined, whom: string): string {
  const guardian = start?.guardians.find(({ name }) => whom === `guardian:${name}`);
  return guardian?.language ?? start?.homeLanguage ?? '';
}

function bodyOf({ kind, whom, otherName, outcome, hasInterpreter, note, reason }: EntryValues, language: string) {
  const [party, name] = whom.startsWith('guardian:')
    ? (['guardian', whom.slice('guardian:'.length)] as const)
    : whom === 'student'
      ? (['student', ''] as const)
      : (['other', otherName] as const);
  return {
    kind,
    party,
    name,
    outcome: outcome === '' ? ('no-answer' as const) : outcome,
    language,
    hasInterpreter,
    note,
    reason,
  };
}
