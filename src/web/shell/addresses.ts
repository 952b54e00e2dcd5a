/** Addresses of pages: which school they are about, and what may stand in them. */

/** `null`: the whole district. */
export type SchoolContext = string | null;

/** `/s/oak/worklist`, or `/d/worklist` for the district. */
export function contextPath(school: SchoolContext, path: string): string {
  return school === null ? `/d${path}` : `/s/${encodeURIComponent(school)}${path}`;
}

/** The school of an address; undefined where the page belongs to no school. */
export function schoolOfPath(pathname: string): SchoolContext | undefined {
  if (pathname === '/d' || pathname.startsWith('/d/')) return null;
  const school = /^\/s\/([^/]+)/.exec(pathname)?.[1];
  return school === undefined ? undefined : decodeURIComponent(school);
}

/** The same page in another school or the district; pages of no school stay where they are. */
export function inContext(pathname: string, school: SchoolContext): string {
  if (schoolOfPath(pathname) === undefined) return pathname;
  return contextPath(school, pathname.replace(/^\/(?:d|s\/[^/]+)/, ''));
}

/** Where a person may be sent back to after signing in: a page of this app and nothing else. */
export function safeReturn(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
