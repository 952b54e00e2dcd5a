/** What each kind of job is told. Never a student's name or number: it is shown to people and kept. */
export interface JobData {
  /** Judges the district. Without a day: through yesterday, in the district's zone. */
  readonly calculation: { readonly asOf?: string; readonly dryRun?: boolean; readonly full?: boolean };
  /** Makes the print files of a batch. With a page: after a jam, one kind of letter from the letter on this page. */
  readonly letters: {
    readonly batch: number;
    readonly rescissions?: boolean;
    readonly letter?: string;
    readonly fromPage?: number;
    /** Only letters of these notices that are printed instead of an e-mail. */
    readonly instead?: readonly number[];
  };
  /** Brings in a bundle: the folder that was uploaded; without one, the folder that the export of the SIS fills. */
  readonly import: {
    readonly dir?: string;
    readonly acceptDrop?: boolean;
    readonly reason?: string;
    /** Calculate afterwards, when something changed. */
    readonly thenCalculate?: boolean;
  };
  /** Writes everything to one file, and keeps so many of them. */
  readonly backup: { readonly keep?: number };
  readonly 'presume-received': Readonly<Record<string, never>>;
  /** Tells whoever approves how many notices wait. */
  readonly 'approval-mail': Readonly<Record<string, never>>;
  /** Sends what waits in the outbox. */
  readonly mail: Readonly<Record<string, never>>;
  /** Proposes to purge documents whose time is over. */
  readonly retention: Readonly<Record<string, never>>;
}

export type JobName = keyof JobData;
