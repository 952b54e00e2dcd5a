/** One way through the sign-in: password, then a code where the person has one, then the page that was asked for. */
import { useState } from 'react';
import { queryClient } from '../../api.ts';
import { useGo, useQueryText } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { signInByCode, signInByPassword, signInByProvider, type DoorAnswer } from './door.ts';

const PROBLEMS = new Set([
  'wrong-sign-in',
  'wrong-code',
  'sign-in-again',
  'access-ended',
  'no-account',
  'other-district',
  'cancelled',
  'provider-failed',
  'unreachable',
]);

export function useDoor() {
  const t = useWords('sign-in');
  const go = useGo();
  const [query] = useQueryText();
  const next = safeAddress(query['next']);
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState(query['problem'] === undefined ? '' : wordOf(query['problem']));

  function wordOf(code: string, minutes?: number): string {
    if (code === 'too-many') return t('problems.too-many', { count: minutes ?? 1 });
    return t(`problems.${PROBLEMS.has(code) ? code : 'other'}`);
  }
  const take = (answer: DoorAnswer): void => {
    if ('problem' in answer) {
      if (answer.problem === 'sign-in-again') setStep('password');
      setProblem(wordOf(answer.problem, answer.minutes));
      return;
    }
    if (answer.next === 'code') return setStep('code');
    queryClient.clear();
    go(next, { replace: true });
  };
  const through = (work: Promise<DoorAnswer>): void => {
    setProblem('');
    setBusy(true);
    void work.then(take).finally(() => setBusy(false));
  };
  return {
    step,
    isBusy,
    problem,
    byPassword: (email: string, password: string) => through(signInByPassword(email, password)),
    byCode: (code: string) => through(signInByCode(code)),
    byProvider: (id: string) => through(signInByProvider(id, next)),
    back: () => {
      setProblem('');
      setStep('password');
    },
  };
}

/** An address of this app, or its beginning. */
function safeAddress(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])/.test(text) && !text.startsWith('/sign-in') ? text : '/';
}
