/** Tells the server what the first look at each address needs, from what was built and from what each screen says of itself. Runs in Node. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES } from '../access/roles.ts';
import type { BeginningPath, FirstLoad, FirstPage } from '../server/first-load.ts';
import { placesOf } from './shell/navigation.ts';
import { screenOf } from './shell/place-address.ts';
import type { ScreenRoute } from './shell/screen-route.ts';
import { SCREENS } from './shell/screens.ts';
import { SHELL_SCREENS } from './shell/shell-screens.ts';
import { OF_BEGINNINGS } from './words/beginning-names.ts';

/** What the builder says of each file it wrote. */
interface Built {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Built>>;

/** What the frame around a page asks for. */
const OF_THE_FRAME = ['/api/me', '/api/as-of?school=:school'];
const LANGUAGES = ['en', 'es'];

/** Writes `first-load.json` beside the page. A screen whose file cannot be told is loaded as any other, a round trip later. */
async function writeFirstLoad(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const load: FirstLoad = {
    pages: [...SCREENS, ...SHELL_SCREENS].flatMap((screen) => pagesOf(screen, manifest, page)),
    beginnings: Object.fromEntries(
      ROLES.map((role) => [role, beginningOf(placesOf([role]).flatMap((place) => screenOf(place) ?? []))]),
    ),
  };
  await writeFile(join(folder, 'first-load.json'), JSON.stringify(load));
}

function beginningOf([first]: readonly ScreenRoute[]): BeginningPath {
  if (first === undefined) throw new Error('a role has no place to begin');
  return { path: first.in === 'district' ? `/d${first.path}` : first.path, isOfSchool: first.in === 'context' };
}

function pagesOf(screen: ScreenRoute, manifest: Manifest, html: string): readonly FirstPage[] {
  const { in: where, path, early = [] } = screen;
  const paths = where === 'context' ? [`/s/:school${path}`, `/d${path}`] : [where === 'district' ? `/d${path}` : path];
  const needed = neededBy(manifest, sourceOf(screen, manifest));
  const isNew = (file: string): boolean => !html.includes(file);
  const about = {
    scripts: needed.map(({ file }) => addressOf(file)).filter(isNew),
    styles: [...new Set(needed.flatMap(({ css = [] }) => css.map(addressOf)))].filter(isNew),
    words: Object.fromEntries(
      LANGUAGES.map((language) => [language, wordsOf(manifest, language, screen.screen).filter(isNew)]),
    ),
    asks: [...(where === 'signed-out' ? [] : OF_THE_FRAME), ...early],
  };
  return paths.map((one) => ({ path: one, ...about }));
}

/** The screen's own file, which only its `load` names; '' where that cannot be told. */
function sourceOf({ load }: ScreenRoute, manifest: Manifest): string {
  const name = /import\(\s*['"]\.\/([\w-]+\.tsx)['"]\s*\)/.exec(load.toString())?.[1];
  const [found, ...others] = Object.keys(manifest).filter((source) => source.endsWith(`/${name}`));
  return found === undefined || others.length > 0 ? '' : found;
}

/** A file and whatever it imports, each once. */
function neededBy(manifest: Manifest, source: string, seen = new Set<string>()): readonly Built[] {
  const built = manifest[source];
  if (built === undefined || seen.has(source)) return [];
  seen.add(source);
  return [built, ...(built.imports ?? []).flatMap((one) => neededBy(manifest, one, seen))];
}

function wordsOf(manifest: Manifest, language: string, screen: string): readonly string[] {
  const own = OF_BEGINNINGS.includes(screen) ? [] : [`words/${language}/${screen}.json`];
  const files = [`words/beginning-${language}.ts`, ...own].flatMap((source) => neededBy(manifest, source));
  return [...new Set(files.map(({ file }) => addressOf(file)))];
}

function addressOf(file: string): string {
  return `/${file}`;
}

if (import.meta.main) await writeFirstLoad(process.argv[2] ?? '');
