/**
 * A student's attendance file, or a court packet, as one sealed PDF; and to whom it was given. The only door of this room.
 *
 *   const built = await buildFile(client, who, { caseId, purpose: 'case-file', parts: CASE_FILE_PARTS, planId: null, home, known });
 *   const fileId = await sealFile(client, who, { built, purpose: 'case-file' });
 */
export { buildFile, type BuildFile, type BuiltFile, type BuiltPart, type Purpose } from './build-file.ts';
export { CASE_FILE_PARTS, COURT_PACKET_PARTS, FILE_PARTS, type FilePartKey } from './file-part.ts';
export {
  fileName,
  findSealedFile,
  giveFile,
  readSealedFiles,
  readSealedPdf,
  sealFile,
  type GiveFile,
  type SealedFile,
} from './seal-file.ts';
export { listForms, renderBlankForm, type BlankForm, type FormQuestion } from './blank-forms/index.ts';
