/** Every line of the threat model names a test that is there. */
import { posix } from 'node:path';
import type { Project } from './project.ts';

const DOCUMENT = 'docs/threat-model.md';
const NAMED = /^\[[^\]]+\]\(([^)]+)\) › (.+)$/;

/** Lines whose test is not in the file they name, and lines without one. */
export function findUncoveredThreats(project: Project): readonly string[] {
  if (!project.files.includes(DOCUMENT)) return [`${DOCUMENT}: missing`];
  return project
    .read(DOCUMENT)
    .split('\n')
    .flatMap((line, index) => {
      const cells = line.split(' | ').map((cell) => cell.replace(/^\|\s*|\s*\|$/g, '').trim());
      const isThreat = line.startsWith('| ') && cells.length === 3 && !/^(?:threat|---)/.test(cells[0] ?? '');
      const fault = isThreat ? faultOf(project, cells[2] ?? '') : undefined;
      return fault === undefined ? [] : [`${DOCUMENT}:${index + 1}: ${fault}`];
    });
}

function faultOf(project: Project, cell: string): string | undefined {
  if (/^`npm run [a-z]+`(?:, `npm run [a-z]+`)*$/.test(cell)) return undefined;
  const [, link = '', title = ''] = NAMED.exec(cell) ?? [];
  const file = posix.join('docs', link);
  if (title === '') return 'names no test';
  if (!project.files.includes(file)) return `there is no ${file}`;
  return flat(project.read(file)).includes(flat(title)) ? undefined : `${file} has no test "${title}"`;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
