/** The terms of one language, side by side: each can be reworded or taken out, own ones are added. */
import { Button, Fieldset, Text, Textarea } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import type { Contract } from './contract-answers.ts';
import classes from './contracts.module.css';

type ContractText = Contract['texts'][string];
type Term = ContractText['parts'][number]['terms'][number];

interface TermsProps {
  readonly text: ContractText | undefined;
  readonly language: string;
  readonly onChange: (text: ContractText) => void;
}

export function TermsOfLanguage({ text, language, onChange }: TermsProps) {
  const t = useWords('contracts');
  if (text === undefined) return <Text size="sm">{t('noText')}</Text>;
  const setTerms = (at: number, terms: readonly Term[]) =>
    onChange({
      ...text,
      parts: text.parts.map((part, place) => (place === at ? { ...part, terms: [...terms] } : part)),
    });
  return (
    <div lang={language}>
      {text.parts.map(({ part, heading, terms }, at) => (
        <Fieldset key={part} legend={heading} mb="sm">
          {terms.map((term, place) => (
            <div className={classes.term} key={place}>
              <Textarea
                aria-label={t('termOf', { part: heading, n: place + 1 })}
                value={term.text}
                maxLength={500}
                autosize
                minRows={1}
                onChange={(event) =>
                  setTerms(
                    at,
                    terms.map((one, other) => (other === place ? { ...one, text: event.currentTarget.value } : one)),
                  )
                }
              />
              <Button
                variant="subtle"
                aria-label={t('takeOutTerm', { part: heading, n: place + 1 })}
                onClick={() =>
                  setTerms(
                    at,
                    terms.filter((_, other) => other !== place),
                  )
                }
              >
                {t('takeOut')}
              </Button>
            </div>
          ))}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setTerms(at, [...terms, { text: '', isOwn: true }])}
          >
            {t('addTerm')}
          </Button>
        </Fieldset>
      ))}
    </div>
  );
}
