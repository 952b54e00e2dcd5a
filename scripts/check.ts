/** `npm run check`: everything a machine can tell about the code, all findings at once. Exits with 1 on any. */
import { join } from 'node:path';
import { findUnshownCapabilities } from './checks/capabilities.ts';
import { findForeignLicences } from './checks/licences.ts';
import { findBrokenLinks } from './checks/links.ts';
import { findLockfileFaults } from './checks/lockfile.ts';
import { findMachinePaths } from './checks/machine-paths.ts';
import { findForbiddenNames } from './checks/names.ts';
import { projectFiles, type Check } from './checks/project.ts';
import { findUncoveredThreats } from './checks/threat-model.ts';
import { checkFormat, checkLint, checkTypes } from './checks/tools.ts';
import { findBrokenWalls } from './checks/walls.ts';

const CHECKS: Readonly<Record<string, Check>> = {
  types: checkTypes,
  lint: checkLint,
  format: checkFormat,
  walls: findBrokenWalls,
  names: findForbiddenNames,
  'machine paths': findMachinePaths,
  lockfile: findLockfileFaults,
  links: findBrokenLinks,
  licences: findForeignLicences,
  'threat model': findUncoveredThreats,
  capabilities: findUnshownCapabilities,
};

const project = projectFiles(join(import.meta.dirname, '..'));
const results = await Promise.all(
  Object.entries(CHECKS).map(async ([name, check]) => ({ name, findings: await check(project) })),
);
for (const { name, findings } of results) {
  for (const finding of findings) console.log(`${name}: ${finding}`);
}
const total = results.reduce((sum, { findings }) => sum + findings.length, 0);
const summary = results
  .map(({ name, findings }) => `${name} ${findings.length === 0 ? 'ok' : findings.length}`)
  .join(' · ');
console.log(`${total === 0 ? 'All checks pass' : `${total} findings`}: ${summary}`);
process.exitCode = total === 0 ? 0 : 1;
