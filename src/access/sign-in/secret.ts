/** The secret that signs cookies and seals authenticator keys: from the environment, a file, or made once for the home. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../problem.ts';

/** Settings from outside, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const FILE = 'sign-in-secret';
const SHORTEST = 32;

/**
 * `ROLLCALL_SECRET`, else the content of the file `ROLLCALL_SECRET_FILE`, else a random one kept in the home with mode 0600.
 * Fails: Refusal for one that is too short.
 */
export async function readSecret({ home, env }: { readonly home: string; readonly env: Environment }): Promise<string> {
  const given = await readSetting(env, 'ROLLCALL_SECRET');
  const secret = given ?? (await readOrMake(home));
  if (secret.length < SHORTEST)
    throw new Refusal(
      `ROLLCALL_SECRET has ${secret.length} characters; it needs at least ${SHORTEST}. Make one: openssl rand -base64 32`,
    );
  return secret;
}

/**
 * A setting that may hold a secret: the variable itself, or the content of the file that `<name>_FILE` names.
 * Fails: Refusal where that file cannot be read.
 */
export async function readSetting(env: Environment, name: string): Promise<string | undefined> {
  const given = env[name]?.trim();
  if (given !== undefined && given !== '') return given;
  const file = env[`${name}_FILE`]?.trim();
  if (file === undefined || file === '') return undefined;
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`The file of ${name}_FILE (${file}) cannot be read: ${code ?? 'it failed'}.`);
  }
}

async function readOrMake(home: string): Promise<string> {
  const path = join(home, FILE);
  const found = await readFile(path, 'utf8').catch(() => '');
  if (found.trim() !== '') return found.trim();
  await mkdir(home, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  // Of two processes that start at once, the first makes the file and both read it.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
  return (await readFile(path, 'utf8')).trim();
}
