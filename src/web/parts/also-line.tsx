import { Text } from '@mantine/core';
import type { EffectCountShape } from '../../server/effects/contract.ts';
import { useWords } from '../words/words.ts';
import { useEffectWords } from './effect-words.ts';

/** "Also: 5 tasks for the administrator, 5 attendance files." Nothing where nothing follows. */
export function AlsoLine({ effects }: { readonly effects: readonly EffectCountShape[] }) {
  const t = useWords('effects');
  const words = useEffectWords();
  if (effects.length === 0) return null;
  return (
    <Text my="sm" className="rc-reading" data-testid="also">
      {t('also.lead', { list: effects.map(words.count).join(', ') })}
    </Text>
  );
}
