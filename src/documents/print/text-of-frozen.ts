import { fillTemplate } from '../content/fill-template.ts';
import { renderText } from '../content/plain-text.ts';
import type { FrozenLetter } from '../freeze-letter.ts';
import { parseLetterTemplate, type LetterTemplate } from '../template/index.ts';

/** A letter that is about to be written down, as plain text under its number. */
export type FrozenText = (frozen: FrozenLetter, reference: string) => string;

/** Reads each template once. */
export function createFrozenText(): FrozenText {
  const templates = new Map<string, LetterTemplate>();
  return (frozen, reference) => {
    const template = templates.get(frozen.template) ?? readTemplate(frozen);
    templates.set(frozen.template, template);
    return renderText(fillTemplate(template, { ...frozen.facts, reference }));
  };
}

function readTemplate({ template, letter, language }: FrozenLetter): LetterTemplate {
  const reading = parseLetterTemplate(template, `${letter}/${language}.md`);
  if (!reading.ok) throw new Error(`letters: the template of ${letter} cannot be read`);
  return reading.template;
}
