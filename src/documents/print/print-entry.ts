/** One letter of a print file, as far as order, counts and the cover sheet need it. */
export interface PrintEntry {
  readonly noticeId: number;
  readonly letterNo: number;
  /** As `N1042`. */
  readonly reference: string;
  readonly letter: string;
  readonly language: string;
  /** '' where the family gets its language. */
  readonly wantedLanguage: string;
  readonly recipients: readonly string[];
  readonly postalCode: string;
  readonly household: string;
  readonly flags: readonly string[];
  readonly studentLast: string;
  readonly studentFirst: string;
  readonly school: string;
  /** State of the notice. */
  readonly state: string;
}

/** Who should have got a letter and could not, or not at this address. */
export interface MissingEntry {
  readonly reference: string;
  readonly student: string;
  readonly school: string;
  readonly guardian: string | null;
  readonly reason: string;
  /** The kind of letter, where it is known. */
  readonly letter: string | null;
}

/** What a print file is made from. */
export interface PrintIndex {
  /** As `Batch B3`. */
  readonly name: string;
  readonly issuedOn: string;
  readonly issuedBy: string;
  readonly district: string;
  readonly entries: readonly PrintEntry[];
  readonly missing: readonly MissingEntry[];
  /** By kind of letter: how many of the batch go by e-mail, and are not in a print file. */
  readonly byEmail: Readonly<Record<string, number>>;
  /** Notices that a person took back: their letters are left out. */
  readonly takenBack: readonly { readonly reference: string; readonly state: string }[];
}
