/** Builds the browser's part, when it is missing or older than what it is made of. Runs in Node. */
import { execFile } from 'node:child_process';
import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const HERE = import.meta.dirname;
const DIST = join(HERE, 'dist');

/**
 * The folder of the built app, built first when that is needed.
 * Fails: as the builder fails, in words, when a source does not compile.
 */
export async function buildWeb(say: (line: string) => void = () => undefined): Promise<string> {
  if (!isStale()) return DIST;
  say('building the app (once after each change, some seconds)');
  const started = Date.now();
  // In a process of its own: the builder's memory goes with it, and nothing of the caller's environment reaches what is built.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [import.meta.filename, '--now'], { env, cwd: HERE });
  say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return DIST;
}

/** Into a folder of its own first, so that whoever serves the present one never meets half of it. */
async function buildNow(): Promise<void> {
  const { build } = await import('vite');
  const fresh = join(HERE, `dist-${process.pid}`);
  const old = join(HERE, `dist-old-${process.pid}`);
  try {
    await build({
      configFile: join(HERE, 'vite.config.ts'),
      configLoader: 'native',
      logLevel: 'error',
      build: { outDir: fresh },
    });
    await promisify(execFile)(process.execPath, [join(HERE, 'first-load.ts'), fresh]);
    await compress(fresh);
    if (existsSync(DIST)) renameSync(DIST, old);
    if (!existsSync(DIST)) renameSync(fresh, DIST);
  } finally {
    rmSync(old, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Beside each text its compressed forms, which the server sends to browsers that take them. */
async function compress(folder: string): Promise<void> {
  const files = globSync('assets/**/*.{js,css,svg}', { cwd: folder }).map((file) => join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
      await writeFile(`${file}.br`, await promisify(brotliCompress)(text, { params }));
      await writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 }));
    }),
  );
}

function isStale(): boolean {
  const built = join(DIST, 'index.html');
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  return sources().some((file) => statSync(file).mtimeMs > since);
}

/** Whatever the build reads: this room, and what it may import of the server's. */
function sources(): readonly string[] {
  const own = globSync('**/*.{ts,tsx,css,json,html,svg}', {
    cwd: HERE,
    exclude: (name) => name.startsWith('dist') || name.endsWith('.test.ts'),
  });
  const server = join(HERE, '..', 'server');
  const contracts = existsSync(server)
    ? globSync('{contract,route,client,file-type,first-load,*/contract}.ts', { cwd: server })
    : [];
  return [...own.map((file) => join(HERE, file)), ...contracts.map((file) => join(server, file))];
}

if (import.meta.main) {
  if (process.argv.includes('--now')) await buildNow();
  else await buildWeb((line) => process.stderr.write(`rollcall: ${line}\n`));
}
