/** A document of a student's attendance file. */
import { defineStates } from '../core/states.ts';

export const DOCUMENT_KINDS = [
  'medical-note',
  'parent-note',
  'signed-contract',
  'letter-copy',
  'assessment',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Notes that say which days should be excused. */
export const NOTE_KINDS: ReadonlySet<DocumentKind> = new Set(['medical-note', 'parent-note']);

/** What is about a child's health or was found out about it: named to teachers, opened by others. */
export const CLOSED_TO_TEACHERS: ReadonlySet<DocumentKind> = new Set(['medical-note', 'assessment']);

/** Unit: bytes. */
export const LARGEST_DOCUMENT = 20 * 1024 ** 2;

export type DocumentState = 'filed' | 'moved' | 'taken-out' | 'purged';
export type DocumentAction = 'move' | 'take-out' | 'put-back' | 'purge';

/** Moved: filed to the wrong student, and now to the right one. The row stays, and its content opens to nobody there. */
export const DOCUMENT_STATES = defineStates<DocumentState, DocumentAction>('document', {
  filed: {
    move: { to: 'moved', may: ['administrator', 'district'], words: 'move it to another student' },
    'take-out': { to: 'taken-out', may: ['administrator', 'district'], words: 'take it out' },
    purge: { to: 'purged', may: ['district'], words: 'purge it when its time is over' },
  },
  moved: {},
  'taken-out': {
    'put-back': { to: 'filed', may: ['administrator', 'district'], words: 'put it back' },
    purge: { to: 'purged', may: ['district'], words: 'purge it when its time is over' },
  },
  purged: {},
});

export interface DocumentOnFile {
  readonly documentId: number;
  readonly student: string;
  readonly school: string;
  readonly year: number;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly fileName: string;
  readonly type: FileKind;
  readonly size: number;
  readonly sha256: string;
  readonly receivedOn: string;
  /** That a note covers, ISO. */
  readonly days: readonly string[];
  readonly note: string;
  readonly state: DocumentState;
  readonly stateReason: string;
  readonly stateBy: string;
  readonly stateAt: Date | null;
  /** The row at the student to whom it was filed by mistake. */
  readonly movedFrom: number | null;
  /** The row at the right student, if that one is within reach. */
  readonly movedTo: number | null;
  readonly by: string;
  readonly madeAt: Date;
}

export const FILE_KINDS = ['pdf', 'png', 'jpg', 'docx', 'xlsx', 'odt'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
};
