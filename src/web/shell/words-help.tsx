import { useTranslation } from 'react-i18next';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';
import { isWords } from './use-search.ts';
import classes from './words-help.module.css';

/** The words of the field and what they mean. */
export function WordsHelp() {
  const say = useWords('glossary');
  const { t } = useTranslation('glossary');
  const all: unknown = t('words', { returnObjects: true });
  return (
    <>
      <PageTitle title={say('title')} />
      <dl className={classes.words}>
        {Object.entries(isWords(all) ? all : {}).map(([key, { word, meaning }]) => (
          <div key={key} id={key}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
