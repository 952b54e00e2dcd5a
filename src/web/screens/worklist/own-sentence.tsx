import { Textarea } from '@mantine/core';
import { sentenceKey } from '../../parts/issue-selection.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useWords } from '../../words/words.ts';

/** As long as a letter takes it. */
const LONGEST = 400;

/** A sentence of one's own for one letter: kept as a draft until the notice is issued. */
export function OwnSentence({ trigger }: { readonly trigger: string }) {
  const t = useWords('worklist');
  const draft = useDraft(sentenceKey(trigger), '');
  return (
    <Textarea
      label={t('sentence.label')}
      description={t('sentence.hint')}
      value={draft.value}
      disabled={!draft.isLoaded}
      onChange={(event) => draft.change(event.currentTarget.value.replaceAll(/\s*\n\s*/g, ' '))}
      onBlur={() => void (draft.value === '' && draft.savedAt !== null ? draft.forget() : draft.keep())}
      maxLength={LONGEST}
      autosize
      minRows={2}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      error={draft.state === 'failed' ? t('sentence.failed') : undefined}
    />
  );
}
