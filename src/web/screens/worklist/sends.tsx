import { Tooltip } from '@mantine/core';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import classes from './worklist.module.css';

/** "EN", "ES", "EN *": in English because there is no letter in the language asked for; "–": nobody can receive it. */
export function Sends({ line }: { readonly line: WorklistLine }) {
  const t = useWords('worklist');
  const languageOf = useLanguageName();
  if (line.sends.length === 0) {
    const why = line.types.includes('letter') ? 'sends.nobody' : 'sends.noLetter';
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="rc-hidden">{t(why)}</span>
      </>
    );
  }
  return (
    <span className={classes.sends}>
      {line.sends.map(({ language, wanted }, at) => {
        const name =
          wanted === ''
            ? languageOf(language)
            : t('sends.instead', { is: languageOf(language), wanted: languageOf(wanted) });
        return (
          <span key={`${language} ${wanted}`}>
            {at > 0 && ' '}
            <Tooltip label={name}>
              <span>
                <span aria-hidden="true">
                  {language.toUpperCase()}
                  {wanted === '' ? '' : ' *'}
                </span>
                <span className="rc-hidden">{name}</span>
              </span>
            </Tooltip>
          </span>
        );
      })}
    </span>
  );
}

/** `es`: "Spanish" in the language of the page. */
export function useLanguageName(): (tag: string) => string {
  const language = useLanguage();
  return (tag) => {
    try {
      return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
}
