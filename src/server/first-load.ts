/** What a browser fetches first for an address, said in the page itself: on a slow line each answer that names the next costs a round trip. */

/** What the builder of the app tells the server. Addresses are those of the server, `/assets/...`. */
export interface FirstLoad {
  readonly pages: readonly FirstPage[];
  /** The page on which each role begins. */
  readonly beginnings: Readonly<Record<string, BeginningPath>>;
}

export interface FirstPage {
  /** `:name` is a part of the address. */
  readonly path: string;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Scripts with the words of the page, by language. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Addresses of the API: `:name` of the path, `:school` the school of the page. */
  readonly asks: readonly string[];
}

export interface BeginningPath {
  readonly path: string;
  /** Once for each school and the district. */
  readonly isOfSchool: boolean;
}

/** Who asks for the page; null: nobody is signed in. */
export type PageVisitor = { readonly role: string; readonly school: string | null } | null;

const SIGN_IN = '/sign-in';
const WHO_AM_I = '/api/me';

/** The elements for the head of a page: before its own scripts, and after them. */
export function linksFor(
  load: FirstLoad,
  { path, visitor, language }: { readonly path: string; readonly visitor: PageVisitor; readonly language: string },
): { readonly before: string; readonly after: string } {
  const asked = pageAt(load, path);
  // Somebody who is not signed in is sent to sign in once that is known.
  const isTurnedAway = visitor === null && asked?.page.asks.includes(WHO_AM_I) !== false;
  const here = isTurnedAway ? pageAt(load, SIGN_IN) : (asked ?? beginningOf(load, path, visitor));
  if (here === undefined) return { before: '', after: '' };
  const { page, values } = here;
  const school = values['school'] ?? visitor?.school ?? null;
  const asks = [...(isTurnedAway ? [WHO_AM_I] : []), ...page.asks.map((one) => addressOf(one, { ...values, school }))];
  const scripts = [...page.scripts, ...(page.words[language] ?? [])];
  return {
    before: asks.map((href) => link('preload', href, ' as="fetch"')).join(''),
    after: [
      ...page.styles.map((href) => link('stylesheet', href)),
      ...scripts.map((href) => link('modulepreload', href)),
    ].join(''),
  };
}

interface Found {
  readonly page: FirstPage;
  readonly values: Readonly<Record<string, string>>;
}

function pageAt({ pages }: FirstLoad, path: string): Found | undefined {
  for (const page of pages) {
    const pattern = new RegExp(`^${page.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match === null) continue;
    const parts = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)] as const);
    return { page, values: Object.fromEntries(parts) };
  }
  return undefined;
}

/** The address without a path leads to the first page of the person's role. */
function beginningOf(load: FirstLoad, path: string, visitor: PageVisitor): Found | undefined {
  const beginning = visitor === null || path !== '/' ? undefined : load.beginnings[visitor.role];
  if (beginning === undefined) return undefined;
  if (!beginning.isOfSchool) return pageAt(load, beginning.path);
  const { school = null } = visitor ?? {};
  return pageAt(load, `${school === null ? '/d' : `/s/${encodeURIComponent(school)}`}${beginning.path}`);
}

/** As the app's client writes it, to the letter, as the browser takes an answer only where it is asked for by the same address. */
function addressOf(ask: string, values: Readonly<Record<string, string | null>>): string {
  const [path = '', query = ''] = ask.split('?');
  const search = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(query)) {
    const known = value.startsWith(':') ? (values[value.slice(1)] ?? '') : value;
    if (known !== '') search.set(name, known);
  }
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function link(rel: string, href: string, more = ''): string {
  const safe = href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<link rel="${rel}"${more} href="${safe}" crossorigin>`;
}
