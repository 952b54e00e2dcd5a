/**
 * The database's only door.
 *
 *   const db = await openDatabase({ home });
 *   await withTransaction(db, (client) => client.query('select ...'));
 *   await db.close();
 */
export { openDatabase, withTransaction, type Database, type DatabasePlace } from './open.ts';
export { copyIn, copyOut, copyTextRow, BinaryRows } from './copy.ts';
