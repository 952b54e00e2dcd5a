/** Passwords that are tried first by whoever guesses: long enough, and known all the same. */
import { Refusal } from '../../problem.ts';

/** Fewer different signs than this, and a password is one sign, or a few, again and again. */
const FEWEST_SIGNS = 5;
const ROWS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];
const KNOWN =
  /^(?:password|contrase(?:ñ|n)a|welcome|letmein|iloveyou|admin(?:istrator)?|rollcall|attendance)[^\p{L}]*$/u;

/**
 * Fails: Refusal for what NIST SP 800-63B wants looked up: the person's own address, the name of the service, rows of keys, and one sign
 * again and again.
 */
export function refuseGuessable(password: string, { email }: { readonly email: string }): void {
  const plain = password.normalize('NFKC').toLowerCase().trim();
  const address = email.toLowerCase();
  const [name = ''] = address.split('@');
  const isOwn = plain === address || plain.replaceAll(/[^\p{L}.]+$/gu, '') === name;
  const isRow = ROWS.some((row) => row.includes(plain));
  if (!isOwn && !isRow && !KNOWN.test(plain) && new Set(plain).size >= FEWEST_SIGNS) return;
  throw new Refusal(
    'This password is easy to guess: it is your own address, a row of keys, one sign again and again, or known to everybody. Take a few words that only you put together.',
    { code: 'people.password-guessable' },
  );
}
