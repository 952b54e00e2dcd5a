/** The door of PDF making. */
export { createLetterEngine, describeFailure, LetterFailure } from './letter-engine.ts';
export type { DocumentHead, EngineOptions, FailedLetter, LetterEngine, RenderedDocument } from './letter-engine.ts';
export type { CoverSection, CoverSheet, PageRange, Sheet, SheetColumn, SheetSection } from './document.ts';
