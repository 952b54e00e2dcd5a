/** What counts as absent, in words: the rule of the packs in use, never another one. */
import { Text } from '@mantine/core';
import type { AbsenceRuleShape, AttendanceShape } from '../../../server/home/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';

export function AbsenceRules({ rules }: { readonly rules: AttendanceShape['rules'] }) {
  const t = useWords('home');
  const sentence = useSentence();
  return (
    <details className={classes.rules}>
      <summary>
        <Text component="span" size="sm">
          {t('rule.title')}
        </Text>
      </summary>
      {rules.map((rule) => (
        <Text key={JSON.stringify(rule)} size="sm" className="rc-reading" mt="xs">
          {rules.length > 1 && <strong>{rule.schools.map(({ name }) => name).join(', ')}: </strong>}
          {sentence(rule)}
        </Text>
      ))}
      <Text size="sm" className="rc-reading" mt="xs">
        {t('rule.rate')}
      </Text>
    </details>
  );
}

function useSentence(): (rule: AbsenceRuleShape) => string {
  const t = useWords('home');
  const number = useNumber();
  return ({ from, isAnyReason, words, rows }) => {
    const what = isAnyReason ? t('rule.anyReason') : t('rule.words', { words });
    const parts = rows.map(({ by, isOver, threshold, days }) =>
      t(`rule.${by}${isOver ? 'Over' : ''}`, { count: threshold, threshold: number(threshold), days: number(days) }),
    );
    const whose = from === null ? t('rule.usual') : t('rule.from', { pack: from.pack, level: from.level });
    return [what, ...(parts.length === 0 ? [] : [t('rule.byParts', { parts: parts.join('; ') })]), whose].join(' ');
  };
}
