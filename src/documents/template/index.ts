/** The door of letter templates: pure, so that packs can check letters without making any. */
export { parseLetterTemplate } from './parse.ts';
export { parseMessageTemplate, type MessageTemplate } from './message.ts';
export { textParts, type TextParts } from './text-parts.ts';
export { nearestNames } from './nearest-names.ts';
export { LETTER_FIELDS } from './fields.ts';
export type { BlockFieldName, FieldName, LetterField } from './fields.ts';
export type { Block, Inline, LetterTemplate, ListItem, Readability, TemplateReading } from './tree.ts';
