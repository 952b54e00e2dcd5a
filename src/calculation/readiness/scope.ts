/** What a check is about. */
export interface ReadinessScope {
  readonly districtId: number;
  /** `YYYY-MM-DD`. */
  readonly asOfOn: string;
  /** null: every school. */
  readonly school: string | null;
}
