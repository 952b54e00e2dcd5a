/** Where the embedded database, its settings and the logs live. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const CHECKOUT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** `ROLLCALL_HOME`, else `.rollcall` in the checkout. Absolute. */
export function rollcallHome(): string {
  const given = process.env['ROLLCALL_HOME'];
  return given === undefined || given === '' ? resolve(CHECKOUT, '.rollcall') : resolve(given);
}
