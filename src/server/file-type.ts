/** Answers that are files. Apart from route.ts, so that the browser need not load what describes all the others. */

/** An answer that is a file and no JSON. */
export interface FileType {
  readonly kind: 'file';
  readonly type:
    | 'application/pdf'
    | 'text/csv'
    | 'text/plain'
    | 'text/calendar'
    | 'image/png'
    | 'image/jpeg'
    /** Whatever was filed: the answer says which. */
    | 'application/octet-stream';
}

export const file = (type: FileType['type']): FileType => ({ kind: 'file', type });

export function isFile(ok: object): ok is FileType {
  return 'kind' in ok && ok.kind === 'file';
}
