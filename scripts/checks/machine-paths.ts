/** Paths that exist on one machine only. */
import type { Project } from './project.ts';

// Written in pieces, so that this file does not find itself.
const HOMES = ['home', 'Users'].map((folder) => `/${folder}/[a-z][\\w-]*/`);
const FOLDERS = ['root/', 'work/[a-z]+'].map((folder) => `/${folder}`);
const WINDOWS = [String.raw`[A-Z]:\\`, 'Users'].join('');
const PATHS = new RegExp([...HOMES, ...FOLDERS, WINDOWS].map((path) => `(?<![\\w.])${path}`).join('|'));
const BINARY = /\.(png|jpg|jpeg|pdf|gz|ttf|woff2?|ico)$/;

export function findMachinePaths(project: Project): readonly string[] {
  return project.files
    .filter((file) => !BINARY.test(file))
    .flatMap((file) =>
      project
        .read(file)
        .split('\n')
        .flatMap((line, index) => {
          const found = PATHS.exec(line);
          return found === null ? [] : [`${file}:${index + 1}: ${found[0]} exists on one machine only`];
        }),
    );
}
