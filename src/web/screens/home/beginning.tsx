/** Before the first calculation: what there is to do, in order. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Home } from '../../../server/home/contract.ts';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';
import { Panel } from './panel.tsx';

export function Beginning({ steps }: { readonly steps: NonNullable<Home['beginning']> }) {
  const t = useWords('home');
  const mayCalculate = useMay('calculate');
  const { path } = useSchool();
  if (!steps.mayStart && !mayCalculate) return <Text className="rc-reading">{t('beginning.ask')}</Text>;
  const list = [
    { key: 'import', isDone: steps.hasImport, to: path('/imports') },
    { key: 'pack', isDone: steps.hasPack, to: undefined },
    { key: 'settle', isDone: steps.hasNotices, to: undefined },
    { key: 'calculate', isDone: false, to: path('/runs') },
  ];
  const next = list.find(({ isDone, key }) => !isDone && key !== 'settle')?.key;
  return (
    <Panel title={t('beginning.title')}>
      <ol className={classes.steps}>
        {list.map(({ key, isDone, to }) => (
          <li key={key} aria-current={key === next ? 'step' : undefined}>
            <Text fw={600}>
              {t(`beginning.${key}.title`)}{' '}
              {isDone ? (
                <span className="rc-done">{t('beginning.done')}</span>
              ) : (
                key === next && <span className="rc-warning">{t('beginning.next')}</span>
              )}
            </Text>
            <Text className="rc-reading">{t(`beginning.${key}.text`)}</Text>
            {!isDone && to !== undefined && key === next && (
              <Anchor component={Link} to={to}>
                {t(`beginning.${key}.go`)}
              </Anchor>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
