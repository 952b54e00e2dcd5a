import { useState } from 'react';
import type { SchoolDetail } from '../../../server/schools/contract.ts';
import { api, ApiError, invalidate, keyOf, queryClient } from '../../api.ts';

export const TEXT_FIELDS = ['signer', 'signerTitle', 'contact', 'contactTitle', 'phone', 'email', 'logoAlt'] as const;

/** As it is typed. Pictures: base64, null to take away, undefined: as it is. */
export interface SchoolValues extends Readonly<Record<(typeof TEXT_FIELDS)[number], string>> {
  /** A line each. */
  readonly returnAddress: string;
  readonly goal: number | '';
  readonly logo: string | null | undefined;
  readonly signature: string | null | undefined;
  readonly reason: string;
}

/** What another person saved while this one was writing. */
export interface Meanwhile {
  readonly present: SchoolDetail;
  readonly person: string;
  readonly at: string;
}

const FEWEST_CHARACTERS = 3;

export function useSchoolForm(detail: SchoolDetail) {
  const [values, setValues] = useState(() => valuesOf(detail));
  const [revision, setRevision] = useState(detail.revision);
  const [error, setError] = useState<unknown>(null);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const set = (change: Partial<SchoolValues>): void => {
    setSaved(false);
    setValues((before) => ({ ...before, ...change }));
  };
  const save = async (): Promise<void> => {
    const isMissing = values.reason.trim().length < FEWEST_CHARACTERS;
    setReasonMissing(isMissing);
    if (isMissing) return;
    setBusy(true);
    setError(null);
    try {
      const saved = await api.changeSchool({ params: { school: detail.school }, body: bodyOf(values), revision });
      queryClient.setQueryData(keyOf('readSchool', { params: { school: detail.school } }), saved);
      setValues(valuesOf(saved));
      setRevision(saved.revision);
      setMeanwhile(null);
      setSaved(true);
      await invalidate('listSchools', 'readHome');
    } catch (failure) {
      setError(failure);
      const found = meanwhileOf(failure);
      setMeanwhile(found);
      // What was typed is kept; saving again is then a decision made with both in view.
      if (found !== null) setRevision(found.present.revision);
    } finally {
      setBusy(false);
    }
  };
  return { values, set, save, error, meanwhile, isBusy, isSaved, isReasonMissing };
}

export type SchoolFormState = ReturnType<typeof useSchoolForm>;

function valuesOf({ own, goal }: SchoolDetail): SchoolValues {
  const texts = Object.fromEntries(TEXT_FIELDS.map((field) => [field, own[field]])) as Record<
    (typeof TEXT_FIELDS)[number],
    string
  >;
  return {
    ...texts,
    returnAddress: own.returnAddress.join('\n'),
    goal: goal ?? '',
    logo: undefined,
    signature: undefined,
    reason: '',
  };
}

function bodyOf({ returnAddress, goal, logo, signature, ...texts }: SchoolValues) {
  return {
    ...texts,
    returnAddress: returnAddress.split('\n').filter((line) => line.trim() !== ''),
    goal: goal === '' ? null : goal,
    ...(logo === undefined ? {} : { logo }),
    ...(signature === undefined ? {} : { signature }),
  };
}

function meanwhileOf(failure: unknown): Meanwhile | null {
  if (!(failure instanceof ApiError) || failure.problem.code !== 'stale') return null;
  const { present, facts } = failure.problem;
  return {
    present: present as SchoolDetail,
    person: typeof facts?.['person'] === 'string' ? facts['person'] : '',
    at: typeof facts?.['at'] === 'string' ? facts['at'] : '',
  };
}
