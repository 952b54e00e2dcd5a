/** Sealed files. */
import type { z } from 'zod';
import {
  CASE_FILE_PARTS,
  COURT_PACKET_PARTS,
  fileName,
  findSealedFile,
  giveFile,
  readSealedFiles,
  readSealedPdf,
  type SealedFile,
} from '../../case-files/index.ts';
import { parseCaseKey } from '../cases/case-key.ts';
import { inCasework } from '../cases/place.ts';
import type { Context, Handlers } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { caseFilesContract, SealedFileShape } from './contract.ts';
import { buildFor, sealFor } from './file-desk.ts';

export const caseFilesHandlers: Handlers<typeof caseFilesContract> = {
  previewCaseFile: async (context) => {
    const { params, body, audit } = context;
    const who = await whoOf(context, 'seal-file');
    const { caseId, student } = await caseOf(context, params.case);
    const parts = body.parts ?? (body.purpose === 'court-packet' ? COURT_PACKET_PARTS : CASE_FILE_PARTS);
    const built = await buildFor(context, who, { caseId, purpose: body.purpose, parts });
    await audit({ action: 'preview-case-file', students: [student], detail: { case: params.case } });
    return { parts: [...built.parts], pages: built.pages, carried: [...built.carried] };
  },
  listSealedFiles: async (context) => {
    const { params, db, districtId, audit } = context;
    const { caseId, student } = await caseOf(context, params.case);
    const files = await readSealedFiles(db.pool, { districtId, caseId });
    await audit({ action: 'view-list', students: [student], detail: { list: 'sealed-files', case: params.case } });
    return { items: files.map(shapeOf) };
  },
  sealCaseFile: async (context) => {
    const { params, body, db, districtId, audit } = context;
    const who = await whoOf(context, 'seal-file');
    const { caseId, student } = await caseOf(context, params.case);
    const fileId = await sealFor(context, who, { caseId, ...body });
    await audit({
      action: 'seal-file',
      students: [student],
      detail: { file: fileName(fileId), purpose: body.purpose },
    });
    const sealed = await findSealedFile(db.pool, { districtId, fileId });
    if (sealed === undefined) throw new Error('a file that was sealed and is not there');
    return shapeOf(sealed);
  },
  readSealedFile: async (context) => {
    const { params, db, districtId, audit } = context;
    const fileId = Number(params.file.slice(1));
    const file = await findSealedFile(db.pool, { districtId, fileId });
    if (file === undefined) throw problem('not-found');
    const pdf = await readSealedPdf(db.pool, { districtId, fileId });
    if (pdf === undefined) throw problem('not-found');
    await audit({ action: 'view-document', students: [studentKeyOf(file.studentNo)], detail: { file: params.file } });
    return { name: `${params.file}.pdf`, type: 'application/pdf', body: pdf };
  },
  giveSealedFile: async (context) => {
    const { params, body, db, districtId, audit, actor, request } = context;
    const fileId = Number(params.file.slice(1));
    const file = await findSealedFile(db.pool, { districtId, fileId });
    if (file === undefined) throw problem('not-found');
    const disclosure = await inCasework(context, 'seal-file', (client, who) =>
      giveFile(client, who, { ...body, fileId, audit: { actor, districtId, from: request.ip, at: who.now } }),
    );
    await audit({
      action: 'give-file',
      students: [studentKeyOf(file.studentNo)],
      detail: { file: params.file, disclosure },
    });
    return { disclosure };
  },
};

function shapeOf({
  fileId,
  purpose,
  pages,
  size,
  sha256,
  by,
  at,
  contents,
}: SealedFile): z.input<typeof SealedFileShape> {
  return { file: fileName(fileId), purpose, pages, size, seal: sha256, by, at: at.toISOString(), parts: [...contents] };
}

/** Fails: `not-found` for a case out of reach. */
async function caseOf(
  { db, districtId }: Pick<Context, 'db' | 'districtId'>,
  key: string,
): Promise<{ readonly caseId: number; readonly student: string }> {
  const caseId = parseCaseKey(key);
  const found = await db.pool.query<{ no: number }>(
    `select s.student_no as no from cases c join students s on s.district_id = c.district_id and s.student_id = c.student_id
      where c.district_id = $1 and c.case_id = $2`,
    [districtId, caseId],
  );
  const no = found.rows[0]?.no;
  if (no === undefined) throw problem('not-found');
  return { caseId, student: studentKeyOf(no) };
}
