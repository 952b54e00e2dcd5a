/** Why a file cannot be read or written, in words; undefined when something else went wrong, as a lost connection. */
export function fileTrouble(error: unknown): string | undefined {
  return WORDS[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead round in a circle',
  EIO: 'the disk has a fault',
};
