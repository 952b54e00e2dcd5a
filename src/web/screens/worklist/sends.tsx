import { Tooltip } from '@mantine/core';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { sendMark, sendText } from '../../words/worklist-text.ts';
import classes from './worklist.module.css';

/** "EN", "ES", "EN *": in English because there is no letter in the language asked for; "–": nobody can receive it. */
export function Sends({ line }: { readonly line: WorklistLine }) {
  const t = useWords('worklist');
  const language = useLanguage();
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
      {line.sends.map((send, at) => {
        const name = sendText({ t, language }, send);
        return (
          <span key={`${send.language} ${send.wanted}`}>
            {at > 0 && ' '}
            <Tooltip label={name}>
              <span>
                <span aria-hidden="true">{sendMark(send)}</span>
                <span className="rc-hidden">{name}</span>
              </span>
            </Tooltip>
          </span>
        );
      })}
      {line.byEmail > 0 && (
        <Tooltip label={t('sends.email', { count: line.byEmail })}>
          <span>
            <span aria-hidden="true"> @</span>
            <span className="rc-hidden">{t('sends.email', { count: line.byEmail })}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}
