/** What stays of a notice that is taken back, and what is taken back with it. */
import { Text } from '@mantine/core';
import { useApi } from '../../api.ts';
import { useEffectWords } from '../../parts/effect-words.ts';
import { useWords } from '../../words/words.ts';

export function WithdrawnEffects({ notice }: { readonly notice: string }) {
  const t = useWords('effects');
  const words = useEffectWords();
  const answer = useApi('readNoticeEffects', { params: { notice } });
  const made = (answer.data?.effects ?? []).filter(({ state }) => state === 'performed');
  const named = (stays: boolean): string =>
    made
      .filter(({ whenWithdrawn }) => (whenWithdrawn === 'stay') === stays)
      .map(({ says }) => words.says(says))
      .join('; ');
  const [stays, ends] = [named(true), named(false)];
  return (
    <>
      {ends !== '' && <Text mt="xs">{t('panel.withdrawEnds', { list: ends })}</Text>}
      {stays !== '' && <Text mt="xs">{t('panel.withdrawStays', { list: stays })}</Text>}
    </>
  );
}
