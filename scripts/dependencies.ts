/** `npm run dependencies`: what the product is built on, as a table, and as an SBOM (CycloneDX) in out/sbom.json. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findForeignLicences } from './checks/licences.ts';
import { findLockfileFaults } from './checks/lockfile.ts';
import { projectFiles } from './checks/project.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { readonly license?: { readonly id?: string }; readonly expression?: string }[];
}

const root = join(import.meta.dirname, '..');
const sbom = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
  stdio: ['ignore', 'pipe', 'ignore'],
});
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out', 'sbom.json'), sbom);

const { components } = JSON.parse(sbom) as { components: readonly Component[] };
const byLicence = Map.groupBy(components, ({ licenses = [] }) => {
  const [first] = licenses;
  return first?.expression ?? first?.license?.id ?? 'unknown';
});
for (const [licence, packages] of [...byLicence].toSorted(([, one], [, other]) => other.length - one.length))
  console.log(`${String(packages.length).padStart(5)}  ${licence}`);
console.log(`${components.length} packages run with the product; out/sbom.json lists them`);

const project = projectFiles(root);
const faults = [...findForeignLicences(project), ...findLockfileFaults(project)];
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
