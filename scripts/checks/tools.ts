/** Checks that other programs make: types, lint, format. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Project } from './project.ts';

/** Code of Node, of the browser, and of the tests that drive a browser. */
const TYPED = ['tsconfig.json', 'src/web/tsconfig.json', 'e2e/tsconfig.json'];

export async function checkTypes(project: Project): Promise<readonly string[]> {
  const outcomes = await Promise.all(
    TYPED.map((config) => run(project, 'tsc', ['-p', config, '--noEmit', '--pretty', 'false'])),
  );
  return [...new Set(outcomes.flatMap(findingsOf))];
}

export async function checkLint(project: Project): Promise<readonly string[]> {
  const result = await run(project, 'oxlint', ['--type-aware', '--deny-warnings', '-f', 'unix', '.']);
  return findingsOf({ ...result, lines: result.lines.filter((line) => !/^\d+ problems?$/.test(line)) });
}

export async function checkFormat(project: Project): Promise<readonly string[]> {
  const result = await run(project, 'oxfmt', ['--list-different', '.']);
  return findingsOf({ ...result, lines: result.lines.map((file) => `${file}: not formatted (npm run format)`) });
}

interface Outcome {
  readonly program: string;
  readonly status: number | null;
  readonly lines: readonly string[];
}

/** A program that fails without a word has still failed. */
function findingsOf({ program, status, lines }: Outcome): readonly string[] {
  if (status === 0) return [];
  return lines.length === 0 ? [`${program} ended with ${status ?? 'a signal'}`] : lines;
}

function run(project: Project, program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(join(project.root, 'node_modules', '.bin', program), args, {
      cwd: project.root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve({ program, status: null, lines: [error.message] }));
    child.once('close', (status) => {
      const lines = Buffer.concat(chunks)
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
      resolve({ program, status, lines });
    });
  });
}
