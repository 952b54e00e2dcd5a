/** The direction of dependency between the rooms of `src/`, as one table. */
import { posix } from 'node:path';
import type { Project } from './project.ts';

/** What reads and judges a district, up to its figures. */
const DISTRICT_ROOMS = [
  'problem.ts',
  'engine',
  'consequences',
  'documents',
  'bundle',
  'packs',
  'db',
  'imports',
  'calculation',
  'notices',
  'insight',
  'access',
  'messages',
  'catalogs',
  'cases',
  'case-files',
];

/** Each room, and the rooms it may import from. A file directly in `src/` is a room of its own, and so are the app's words. */
export const WALLS: Readonly<Record<string, readonly string[]>> = {
  'problem.ts': [],
  'fields.ts': ['problem.ts'],
  engine: [],
  // A pack is checked by the settings of each kind; what carries a kind out is none of its business.
  'consequences/settings': ['problem.ts', 'fields.ts', 'engine'],
  consequences: [
    'consequences/settings',
    'problem.ts',
    'fields.ts',
    'engine',
    'db',
    'access',
    'messages',
    'catalogs',
    'cases',
  ],
  documents: ['problem.ts', 'engine'],
  bundle: ['problem.ts', 'engine'],
  packs: ['problem.ts', 'fields.ts', 'engine', 'consequences/settings', 'documents', 'bundle'],
  sample: ['problem.ts', 'engine', 'bundle'],
  db: ['problem.ts', 'engine', 'bundle'],
  imports: ['problem.ts', 'engine', 'bundle', 'db'],
  calculation: ['problem.ts', 'engine', 'consequences/settings', 'documents', 'bundle', 'packs', 'db'],
  catalogs: ['problem.ts', 'fields.ts', 'engine', 'db', 'access'],
  cases: [
    'problem.ts',
    'fields.ts',
    'engine',
    'documents',
    'packs',
    'db',
    'calculation',
    'access',
    'messages',
    'catalogs',
  ],
  notices: [
    'problem.ts',
    'engine',
    'consequences',
    'documents',
    'bundle',
    'packs',
    'db',
    'calculation',
    'access',
    'messages',
    'catalogs',
    'cases',
  ],
  'case-files': [
    'problem.ts',
    'engine',
    'documents',
    'packs',
    'db',
    'calculation',
    'access',
    'catalogs',
    'cases',
    'notices',
  ],
  insight: [
    'problem.ts',
    'engine',
    'documents',
    'bundle',
    'packs',
    'db',
    'calculation',
    'notices',
    'catalogs',
    'cases',
  ],
  access: ['problem.ts', 'fields.ts', 'engine', 'db', 'sample'],
  messages: ['problem.ts', 'db', 'access'],
  jobs: DISTRICT_ROOMS,
  'web/words': [],
  server: [...DISTRICT_ROOMS, 'fields.ts', 'jobs', 'web/words'],
  web: ['server', 'access', 'web/words'],
  demo: [
    'problem.ts',
    'engine',
    'documents',
    'packs',
    'sample',
    'db',
    'imports',
    'calculation',
    'notices',
    'insight',
    'access',
    'catalogs',
    'cases',
    'case-files',
    'consequences',
  ],
  cli: [...DISTRICT_ROOMS, 'sample', 'jobs', 'server', 'web', 'demo'],
};

/** Rooms that are entered by their `index.ts` only. */
const ONE_DOOR = new Set(['engine']);

/** Rooms of which another may see some files only. */
const WINDOWS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  // What the browser loads: descriptions of routes, nothing that answers them.
  web: {
    server: /^src\/server\/(?:contract|route|client|first-load|[\w-]+\/(?:contract|shapes))\.ts$/,
    access: /^src\/access\/roles\.ts$/,
  },
  // What a list says on paper is what it says on screen: phrases and how they are put together, nothing that is drawn.
  server: { 'web/words': /^src\/web\/words\/(?:e[ns]\/[\w-]+\.json|say\.ts|format\.ts|[\w-]+-text\.ts)$/ },
};

/** Imports against the table, rooms that are not in it, and imports past a room's only door. Tests may import anything. */
export function findBrokenWalls(project: Project): readonly string[] {
  return project.files
    .filter((file) => file.startsWith('src/') && /\.tsx?$/.test(file) && !isTest(file))
    .flatMap((file) => {
      const room = roomOf(file);
      const allowed = WALLS[room];
      if (allowed === undefined)
        return [`${file}: the room ${room} has no place in the table of scripts/checks/walls.ts`];
      return importsOf(project.read(file)).flatMap((specifier) => faultOf(file, room, allowed, specifier));
    });
}

function faultOf(file: string, room: string, allowed: readonly string[], specifier: string): readonly string[] {
  if (!specifier.startsWith('.')) {
    return room === 'engine' ? [`${file}: the engine imports nothing but itself, not ${specifier}`] : [];
  }
  const target = posix.join(posix.dirname(file), specifier);
  if (!target.startsWith('src/')) return [`${file}: imports ${target}, which is outside src/`];
  const other = roomOf(target);
  if (other === room) return [];
  if (!allowed.includes(other)) return [`${file}: ${room} may not import from ${other} (${target})`];
  if (WINDOWS[room]?.[other]?.test(target) === false) return [`${file}: ${room} may not see ${target}`];
  if (ONE_DOOR.has(other) && target !== `src/${other}/index.ts`)
    return [`${file}: ${other} is entered by src/${other}/index.ts, not ${target}`];
  return [];
}

function roomOf(file: string): string {
  if (file.startsWith('src/web/words/')) return 'web/words';
  if (/^src\/consequences\/(?:index|kind|requirement|[\w-]+\/settings)\.ts$/.test(file)) return 'consequences/settings';
  return file.split('/')[1] ?? '';
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts') || /\/test(ing)?([-/.])/.test(file);
}

function importsOf(text: string): readonly string[] {
  const patterns = [
    /^\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'/gm,
    /^\s*import\s+'([^']+)'/gm,
    /\bimport\(\s*'([^']+)'\s*\)/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}
