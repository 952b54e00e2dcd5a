import { FOLDER_NAME, keys, oneOf, shaped, yesOrNo } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';

/**
 * A letter to each household. `history`: the dates it shows; `conference`: it takes a slot and waits while there is none;
 * `byEmail`: it may go by e-mail (docs/adr/0100-letters-by-e-mail.md).
 */
export const letter = {
  kind: 'letter',
  communicates: true,
  performed: true,
  settings: keys({
    letter: shaped(FOLDER_NAME, 'the name of a folder in letters/, as first-notice').describe(
      'The folder in letters/ that holds its text, one file for each language.',
    ),
    history: oneOf(['evidence', 'cycle', 'year'])
      .exactOptional()
      .describe(
        'The dates it shows, up to the trigger date: those that counted (evidence, default), all of the cycle, all of the school year.',
      ),
    sort: oneOf(['asc', 'desc']).exactOptional().describe('Oldest date first (asc, default) or last (desc).'),
    conference: yesOrNo('conference')
      .exactOptional()
      .describe('The letter names a conference: it takes a slot of the school and is held while there is none.'),
    byEmail: yesOrNo('byEmail')
      .exactOptional()
      .describe(
        'The law or rule lets it go by e-mail: then it does where the district has switched that on and the guardian has an e-mail address. Default false: on paper, as a letter that is to be certified must.',
      ),
  }),
} as const satisfies ConsequenceKind;
