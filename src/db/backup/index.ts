/** Backing up and restoring a whole database. */
export { writeBackup, type BackupFigures, type BackupOptions } from './write-backup.ts';
export { restoreBackup, type RestoreFigures, type RestoreOptions } from './restore-backup.ts';
export { requireWholeFile } from './backup-file.ts';
