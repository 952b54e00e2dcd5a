/** What is typed about a person, and the server's word for what is wrong in the place where it belongs. */
import { useState } from 'react';
import { ApiError } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import type { PersonTyped, PersonWrong } from './person-fields.tsx';

const PLACES: Readonly<Record<string, keyof PersonTyped>> = {
  name: 'name',
  email: 'email',
  staffId: 'staffId',
  role: 'grants',
  school: 'grants',
  grants: 'grants',
};

export function usePersonForm(start: PersonTyped) {
  const t = useWords('people');
  const [typed, setTyped] = useState(start);
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  const [error, setError] = useState<unknown>();
  const [wrong, setWrong] = useState<PersonWrong & { readonly reason?: string }>({});
  const [isBusy, setBusy] = useState(false);
  const forgive = (places: readonly string[]): void =>
    setWrong((before) => Object.fromEntries(Object.entries(before).filter(([place]) => !places.includes(place))));
  const onType = (change: Partial<PersonTyped>): void => {
    setTyped((before) => ({ ...before, ...change }));
    forgive(Object.keys(change));
  };
  const onReason = (text: string): void => {
    setReason(text);
    forgive(['reason']);
  };

  const check = (): boolean => {
    const found = {
      ...(typed.name.trim() === '' ? { name: t('wrong.name') } : {}),
      ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email.trim()) ? {} : { email: t('wrong.email') }),
      ...(typed.grants.length === 0 ? { grants: t('wrong.grants') } : {}),
      ...(reason.trim().length < 3 ? { reason: t('wrong.reason') } : {}),
    };
    setWrong(found);
    return Object.keys(found).length === 0;
  };
  const fail = (failure: unknown): void => {
    const errors = failure instanceof ApiError ? (failure.problem.errors ?? []) : [];
    const placed = errors.flatMap(({ path, message }) => {
      const place = PLACES[path];
      return place === undefined ? [] : [[place, message] as const];
    });
    setWrong(Object.fromEntries(placed));
    setError(placed.length > 0 && placed.length === errors.length ? undefined : failure);
  };
  /** Sends what was typed, once everything is there. */
  const send = <T>(work: (body: ReturnType<typeof bodyOf>) => Promise<T>, then: (answer: T) => void): void => {
    setError(undefined);
    if (!check()) return;
    setBusy(true);
    work(bodyOf(typed, { reason, from }))
      .then(then, fail)
      .finally(() => setBusy(false));
  };
  return { typed, onType, reason, onReason, from, setFrom, wrong, error, isBusy, send, start };
}

function bodyOf(
  { name, email, staffId, grants }: PersonTyped,
  why: { readonly reason: string; readonly from: string },
) {
  return {
    name: name.trim(),
    email: email.trim(),
    staffId: staffId.trim() === '' ? null : staffId.trim(),
    grants: [...grants],
    reason: why.reason.trim(),
    ...(why.from === '' ? {} : { from: why.from }),
  };
}
