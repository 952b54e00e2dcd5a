/** The parts as tabs; on a narrow page as a list to choose from. */
import { NativeSelect, Tabs, Text } from '@mantine/core';
import { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react';
import { LoadingSkeleton } from '../../parts/loading-skeleton.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { CASE_TABS, type CaseHead, type CaseTab, type CaseTabProps } from './tabs.ts';
import classes from './case.module.css';

export function CaseTabs({ head }: { readonly head: CaseHead }) {
  const t = useWords('case');
  const { may } = useMe();
  const [query, setQuery] = useQueryText();
  const chosen = CASE_TABS.find(({ key }) => key === query['tab']) ?? CASE_TABS[0];
  if (chosen === undefined) throw new Error('a file without parts');
  const choose = (key: string | null) => setQuery({ tab: key === CASE_TABS[0]?.key ? undefined : (key ?? undefined) });
  const label = ({ key, count }: CaseTab): string =>
    count === undefined ? t(`tabs.${key}`) : t('tabCount', { label: t(`tabs.${key}`), count: count(head) });
  return (
    <>
      <NativeSelect
        className={`${classes.narrow} rc-no-print`}
        label={t('tabsLabel')}
        data={CASE_TABS.map((tab) => ({ value: tab.key, label: label(tab) }))}
        value={chosen.key}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Tabs value={chosen.key} onChange={choose} keepMounted={false} mt="md">
        <Tabs.List className={`${classes.wide} rc-no-print`} aria-label={t('tabsLabel')}>
          {CASE_TABS.map((tab) => (
            <Tabs.Tab key={tab.key} value={tab.key}>
              {label(tab)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={chosen.key} pt="md">
          {may.has(chosen.action) ? <Part key={chosen.key} tab={chosen} head={head} /> : <Text>{t('closedPart')}</Text>}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Made once for each part, not with each drawing. */
const CONTENTS: Readonly<Record<string, LazyExoticComponent<ComponentType<CaseTabProps>>>> = Object.fromEntries(
  CASE_TABS.map(({ key, load }) => [key, lazy(async () => ({ default: await load() }))]),
);

function Part({ tab, head }: { readonly tab: CaseTab; readonly head: CaseHead }) {
  const Content = CONTENTS[tab.key];
  return (
    <Suspense fallback={<LoadingSkeleton shape="rows" />}>{Content !== undefined && <Content head={head} />}</Suspense>
  );
}
