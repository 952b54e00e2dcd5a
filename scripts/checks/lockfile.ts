/** The lockfile must install from whatever registry the reader uses. */
import type { Project } from './project.ts';

const PUBLIC_REGISTRY = 'https://registry.npmjs.org/';

/** Packages without a checksum, from another place than the public registry, or not pinned in package.json. */
export function findLockfileFaults(project: Project): readonly string[] {
  const lock = JSON.parse(project.read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const locked = Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, { resolved, integrity }]) => [
      ...(resolved === undefined || resolved.startsWith(PUBLIC_REGISTRY)
        ? []
        : [`package-lock.json: ${path} names another registry`]),
      ...(integrity === undefined ? [`package-lock.json: ${path} has no checksum`] : []),
    ]);
  return [...locked, ...unpinned(project)];
}

function unpinned(project: Project): readonly string[] {
  const manifest = JSON.parse(project.read('package.json')) as Record<string, Record<string, string> | undefined>;
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${name} ${version} is not one exact version`),
  );
}
