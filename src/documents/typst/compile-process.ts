import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompileAnswer, CompileRequest, LetterDocument, PageRange } from './document.ts';

/** `refused`: Typst would not make this PDF. `killed`: it took too long, too much memory, or crashed. */
export type CompileOutcome =
  | { readonly kind: 'done'; readonly pdf: Buffer; readonly pages: readonly PageRange[] }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }
  | { readonly kind: 'killed'; readonly reason: 'time' | 'memory' | 'crash' };

export interface CompileLimits {
  readonly milliseconds: number;
  /** Resident memory of the process; watched where the platform tells it (Linux). */
  readonly bytes: number;
}

/** An image by the name that letters call it: hash and type. */
export type NamedImages = ReadonlyMap<string, Buffer>;

/** One Typst process, one document at a time. */
export interface CompileProcess {
  compile(
    document: LetterDocument,
    input: { readonly images: NamedImages; readonly limits: CompileLimits },
  ): Promise<CompileOutcome>;
  close(): void;
}

const CHILD = join(import.meta.dirname, 'compile-child.ts');
/** A process makes this many letters, then a fresh one takes its place. */
const LETTERS_OF_A_PROCESS = 5000;
/** CPU seconds after which the system itself ends the process, should nobody be left to do it. */
const MOST_CPU_SECONDS = 1800;

/** Starts with the first document, again after each end. A document that kills its process kills nothing else. */
export function createCompileProcess(): CompileProcess {
  let running: Running | undefined;
  let nextId = 0;
  return {
    async compile(document, { images, limits }) {
      if (running === undefined || running.hasEnded() || running.made > LETTERS_OF_A_PROCESS) {
        running?.end();
        running = startProcess();
      }
      running.made += document.letters.length;
      running.sendImages(images);
      const outcome = await running.ask({ kind: 'compile', id: nextId++, document }, limits);
      // A killed process takes a moment to end: it must not get the next document.
      if (outcome.kind === 'killed') {
        running.end();
        running = undefined;
      }
      return outcome;
    },
    close() {
      running?.end();
      running = undefined;
    },
  };
}

interface Running {
  made: number;
  hasEnded(): boolean;
  end(): void;
  sendImages(images: NamedImages): void;
  ask(request: CompileRequest & { readonly kind: 'compile' }, limits: CompileLimits): Promise<CompileOutcome>;
}

function startProcess(): Running {
  const child = spawnChild();
  const sent = new Set<string>();
  const end = (): void => void child.kill('SIGKILL');
  process.on('exit', end);
  child.on('exit', () => process.off('exit', end));
  child.on('error', () => process.off('exit', end));
  return {
    made: 0,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null || !child.connected,
    end,
    sendImages(images) {
      for (const [name, bytes] of images) {
        if (sent.has(name)) continue;
        sent.add(name);
        child.send({ kind: 'image', name, bytes } satisfies CompileRequest);
      }
    },
    ask: (request, limits) => ask(child, request, limits),
  };
}

/** No environment but the search path, no input, nothing on the terminal: its messages quote letters. */
function spawnChild(): ChildProcess {
  const node = [process.execPath, '--max-old-space-size=512', CHILD];
  const isWindows = process.platform === 'win32';
  const [command, args] = isWindows
    ? [process.execPath, node.slice(1)]
    : ['/bin/sh', ['-c', `ulimit -t ${MOST_CPU_SECONDS} -c 0; exec "$0" "$@"`, ...node]];
  const env = isWindows ? { SystemRoot: process.env['SystemRoot'] ?? '' } : {};
  return spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced', env });
}

async function ask(
  child: ChildProcess,
  request: CompileRequest & { readonly kind: 'compile' },
  limits: CompileLimits,
): Promise<CompileOutcome> {
  const { promise, resolve } = Promise.withResolvers<CompileOutcome>();
  const onMessage = (answer: CompileAnswer | { readonly ready: true }): void => {
    if ('id' in answer && answer.id === request.id) resolve(outcomeOf(answer));
  };
  const onEnd = (): void => resolve({ kind: 'killed', reason: 'crash' });
  const kill = (reason: 'time' | 'memory'): void => {
    resolve({ kind: 'killed', reason });
    child.kill('SIGKILL');
  };
  child.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
  const timer = setTimeout(() => kill('time'), limits.milliseconds);
  const watch = setInterval(() => residentBytes(child.pid) > limits.bytes && kill('memory'), 100);
  child.send(request, (error) => error !== null && onEnd());
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
  }
}

function outcomeOf(answer: CompileAnswer): CompileOutcome {
  return answer.ok
    ? {
        kind: 'done',
        pdf: Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength),
        pages: answer.pages,
      }
    : { kind: 'refused', messages: answer.messages };
}

/** 0 where the platform does not tell. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
