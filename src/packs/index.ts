/**
 * Policy packs: read, check with all problems at once, run their worked examples, say which are in use.
 *
 *   const reading = await readPack('packs/california-sarb');
 *   if (reading.ok) createJudge({ policies: [{ policy: reading.pack.policy }], ... });
 */
export { activePacks, listUses, packHistory, type ActivePack, type UseRow } from './active-packs.ts';
export { runCases, type CaseResult } from './cases/run-cases.ts';
export { packJsonSchemaFiles } from './json-schema.ts';
export type { Pack, PackReading, PackSource } from './pack.ts';
export { parsePack } from './parse-pack.ts';
export { readPack } from './read-pack.ts';
export { endUse, saveUse, type SavedUse } from './store.ts';
