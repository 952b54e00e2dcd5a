/** The folder of these letters, below the home. */
export function mailFolder(batchId: number): string {
  return `print/B${batchId}/mail`;
}

/** Where the PDF of a letter is that goes by e-mail: below the home, in the folder of its batch's print files. */
export function letterFile(at: {
  readonly batchId: number;
  readonly noticeId: number;
  readonly letterNo: number;
}): string {
  return `${mailFolder(at.batchId)}/N${at.noticeId}${at.letterNo === 1 ? '' : `-${at.letterNo}`}.pdf`;
}
