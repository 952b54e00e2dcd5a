import { createHash } from 'node:crypto';
import type { LetterFacts, NoticeForLetter } from './letter-facts.ts';
import type { PlannedLetter } from './recipients.ts';
import type { LetterTemplate } from './template/index.ts';

/** The columns of `notice_letters` beside its key. */
export interface FrozenLetter {
  readonly letter: string;
  readonly language: string;
  readonly wanted_language: string;
  readonly recipients: readonly string[];
  readonly address: readonly string[];
  readonly postal_code: string;
  readonly facts: LetterFacts;
  /** The template's text. */
  readonly template: string;
  readonly content_hash: string;
  /** The e-mail address it goes to; '' on paper. Not sealed: the words are the same on paper. */
  readonly send_to: string;
}

/** Freezes what one letter will say, whatever changes later: facts and text, sealed by a hash. */
export function freezeLetter(input: {
  readonly planned: PlannedLetter;
  readonly template: LetterTemplate;
  readonly notice: NoticeForLetter;
}): FrozenLetter {
  const { planned, template, notice } = input;
  const facts: LetterFacts = {
    ...notice,
    format: 1,
    language: planned.language,
    recipients: planned.recipients,
    address: planned.address,
    household: planned.household,
    toStudent: planned.toStudent,
    flags: planned.flags,
  };
  const frozen = { letter: notice.letter, language: planned.language, facts, template: template.text };
  return {
    ...frozen,
    wanted_language: planned.wantedLanguage,
    recipients: planned.recipients,
    address: planned.address,
    postal_code: planned.postalCode,
    content_hash: contentHash(frozen),
    send_to: planned.sendTo,
  };
}

/**
 * The seal of a letter: sha256 over letter, language, facts and template text.
 * Input: facts as frozen or as read back; the order of their keys does not matter (jsonb does not keep it).
 */
export function contentHash(
  frozen: Pick<FrozenLetter, 'letter' | 'language' | 'template'> & { readonly facts: unknown },
): string {
  const { letter, language, facts, template } = frozen;
  return createHash('sha256')
    .update(canonicalJson([letter, language, facts, template]))
    .digest('hex');
}

/** JSON with the keys of every object in order, so that equal values give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).toSorted(byKey)) : part,
  );
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
