/** A notification as it is planned: plain values, shown before, stored, then carried out. */
import type { LetterFacts, MessageTemplate, NoticeForLetter } from '../../documents/index.ts';

export const WAYS = ['email', 'text'] as const;
export type Way = (typeof WAYS)[number];

/** What the words of a notification are made of. */
export interface OccasionWords {
  /** Of the pack: notification → language → words. */
  readonly templates: ReadonlyMap<string, ReadonlyMap<string, MessageTemplate>>;
  /** As a letter about the same notice would have it. */
  readonly notice: NoticeForLetter;
}

export interface NewRecipient {
  readonly kind: 'guardian' | 'student' | 'staff';
  /** The id of the guardian, the student or the person. */
  readonly id: string;
  readonly name: string;
  /** In the order tried; none: on paper. */
  readonly ways: readonly { readonly way: Way; readonly to: string }[];
  /** On paper because texts are not wanted. */
  readonly hasStopped: boolean;
  readonly language: string;
  /** Null: seen before it is issued; nothing can be sent from it. */
  readonly words: {
    readonly subject: string;
    readonly body: string;
    readonly short: string;
    readonly facts: LetterFacts;
    readonly template: string;
  } | null;
}

export interface NewNotification {
  readonly name: string;
  /** family, student, or a role. */
  readonly told: string;
  readonly recipients: readonly NewRecipient[];
}
