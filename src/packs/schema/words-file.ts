/** `words/LANGUAGE.yaml`: what people read of a pack in another language. The rules themselves are in no language. */
import { z } from 'zod';
import { keys, prose, text } from '../../fields.ts';

const ofCriterion = keys({
  title: text('title'),
  description: prose('description', 255).exactOptional().describe('In words, 255 characters at most.'),
});

export const wordsFile = keys({
  criteria: z
    .record(z.string(), ofCriterion, { error: 'a map from the code of a criterion to { title, description }' })
    .describe('By code of the criterion.'),
});

export type WordsFile = z.output<typeof wordsFile>;
