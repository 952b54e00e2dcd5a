import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';
import { isWords } from './use-search.ts';
import classes from './words-help.module.css';

/** The words of the field and what they mean; the one that the address names is marked, in view, and has the focus. */
export function WordsHelp() {
  const say = useWords('glossary');
  const { t } = useTranslation('glossary');
  const all: unknown = t('words', { returnObjects: true });
  const named = useNamed();
  return (
    <>
      <PageTitle title={say('title')} />
      <dl className={classes.words}>
        {Object.entries(isWords(all) ? all : {}).map(([key, { word, meaning }]) => (
          <div key={key} id={key} tabIndex={-1} data-named={key === named || undefined}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What stands behind the `#`. After the heading has taken the focus, the word takes it: the effect of a page comes after its parts'. */
export function useNamed(): string {
  const named = useRouterState({ select: ({ location }) => location.hash });
  const key = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' });
  useEffect(() => {
    if (!/^[\w-]+$/.test(named)) return;
    const word = document.querySelector<HTMLElement>(`#${named}`);
    word?.scrollIntoView({ block: 'center' });
    word?.focus({ preventScroll: true });
  }, [named, key]);
  return named;
}
