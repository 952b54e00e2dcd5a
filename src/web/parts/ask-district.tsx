/** Asks the district to do what a school cannot, and says what became of it. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { api, type AnswerOf } from '../api.ts';
import { useWords } from '../words/words.ts';
import { useDate } from './date-text.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { useActing } from './use-acting.ts';

export function AskDistrict({ school }: { readonly school: string }) {
  const t = useWords('asks');
  const [answer, setAnswer] = useState<AnswerOf<'askDistrict'>>();
  const { act, isBusy, error } = useActing([]);
  const ask = () => act(() => api.askDistrict({ body: { school, what: 'calculate' } }), setAnswer);
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      <div role="status">{answer !== undefined && <Answer answer={answer} />}</div>
      {answer === undefined && (
        <div>
          <Button variant="default" loading={isBusy} onClick={() => void ask()}>
            {t('ask')}
          </Button>
          <Text size="sm" className="rc-dimmed" mt={4}>
            {t('asking')}
          </Text>
        </div>
      )}
    </>
  );
}

function Answer({ answer: { ask, isNew } }: { readonly answer: AnswerOf<'askDistrict'> }) {
  const t = useWords('asks');
  const date = useDate();
  if (!isNew) return <Text>{t('already', { person: ask.person, time: date(ask.at, 'time') })}</Text>;
  return <Text>{ask.mails === 0 ? t('askedInApp') : t('asked', { count: ask.mails })}</Text>;
}
