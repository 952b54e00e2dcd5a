/** What notices bring about, in the words of the app. */
import { useCallback } from 'react';
import type { EffectCountShape } from '../../server/effects/contract.ts';
import { useWords, type Values } from '../words/words.ts';
import { useDate } from './date-text.tsx';
import { useTaskWords } from './task-words.ts';

export interface EffectWords {
  /** `5 attendance files`. */
  readonly count: (one: Pick<EffectCountShape, 'kind' | 'key' | 'values' | 'count'>) => string;
  /** `Task for the administrator by Mon Nov 9: …`. */
  readonly says: (says: { readonly key: string; readonly values: Values }) => string;
  readonly kind: (kind: string) => string;
}

/** Words of `effects`: roles and kinds are named, dates are written as the language writes them. */
export function useEffectWords(): EffectWords {
  const t = useWords('effects');
  const date = useDate();
  const taskWords = useTaskWords();
  const named = useCallback(
    (values: Values): Values =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          if (name === 'role' || name === 'kind') return [name, t(`${name}.${value}`)];
          if (name === 'what' && typeof value === 'string') return [name, taskWords(value)];
          return [name, typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value];
        }),
      ),
    [t, date, taskWords],
  );
  return {
    count: ({ key, values, count }) => t(`also.${key}`, { ...named(values), count }),
    says: ({ key, values }) => t(key, named(values)),
    kind: (kind) => t(`kind.${kind}`),
  };
}
