/** How far an import is. Unit: `read`: bytes; `reference`: files; `write`: rows of attendance. */
export interface ImportProgress {
  readonly step: 'read' | 'reference' | 'write';
  readonly done: number;
  readonly total: number;
}
