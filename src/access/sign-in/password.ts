/** Passwords: argon2id by node:crypto, in the usual text form of its parameters, salt and hash. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Unit of memory: KiB. Source: OWASP Password Storage Cheat Sheet, argon2id. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

const derive = promisify(argon2);

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. The text is normalised first, so that it may be typed on any keyboard. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive('argon2id', { message: bytesOf(password), nonce: salt, ...PARAMETERS });
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Whether the password is the one of the hash. What is no hash of this form never matches. */
export async function verifyPassword(given: { readonly hash: string; readonly password: string }): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', hash = ''] = FORM.exec(given.hash) ?? [];
  if (memory === undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const found = await derive('argon2id', {
    message: bytesOf(given.password),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  });
  return timingSafeEqual(wanted, found);
}

function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'));
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
