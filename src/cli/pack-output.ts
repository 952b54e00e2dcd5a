/** What `rollcall pack` prints. */
import { formatDay } from '../engine/index.ts';
import type { Pack, SavedUse, UseRow } from '../packs/index.ts';
import { printJsonLine, printTable, remark, type Format } from './output.ts';

/** `1 warning`, `2 warnings`. */
export function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

export function describePack({ policy, hash }: Pack): string {
  return `${policy.id} ${policy.version} (${hash.slice(0, 12)})`;
}

function describeUse({ packId, version, school, from, until, actsFrom }: UseRow): string {
  const days = [
    from === null ? '' : ` from ${formatDay(from)}`,
    until === null ? '' : ` until ${formatDay(until)}`,
    actsFrom === null ? '' : `; acts by itself for what is met from ${formatDay(actsFrom)} on`,
  ].join('');
  return `${packId} ${version} at ${school === '' ? 'every school' : school}${days}`;
}

export function printSaved({ started, ended }: SavedUse, format: Format): void {
  if (format === 'json') return printJsonLine({ started: started.map(useFacts), ended: ended.map(useFacts) });
  for (const use of ended) remark(`Ended:  ${describeUse(use)}`);
  for (const use of started) remark(`In use: ${describeUse(use)}`);
}

function useFacts({ packId, version, hash, school, from, until, actsFrom }: UseRow): object {
  return {
    pack: packId,
    version,
    hash,
    school: school === '' ? null : school,
    from: from === null ? null : formatDay(from),
    until: until === null ? null : formatDay(until),
    actsFrom: actsFrom === null ? null : formatDay(actsFrom),
  };
}

export function printUses(uses: readonly UseRow[], format: Format): void {
  if (format === 'json') return uses.forEach((use) => printJsonLine(useFacts(use)));
  if (uses.length === 0)
    return remark('No pack is in use. Put one in use with: rollcall pack use packs/california-sarb');
  printTable(
    ['pack', 'version', 'hash', 'school', 'from', 'until', 'acts by itself from'],
    uses.map(({ packId, version, hash, school, from, until, actsFrom }) => [
      packId,
      version,
      hash.slice(0, 12),
      school === '' ? 'every school' : school,
      from === null ? '' : formatDay(from),
      until === null ? '' : formatDay(until),
      actsFrom === null ? '' : formatDay(actsFrom),
    ]),
  );
}

export function packFacts({ policy, hash, sources, schedule, letters }: Pack): object {
  return {
    pack: policy.id,
    title: policy.title,
    version: policy.version,
    hash,
    sources: sources.map(({ reviewed, ...source }) => ({
      ...source,
      reviewed: reviewed === undefined ? null : formatDay(reviewed),
    })),
    schedule,
    groups: policy.groups.map(({ id, mode }) => ({ id, mode })),
    criteria: policy.criteria.map(({ code, title, description, group, order, release, source, then }) => ({
      code,
      title,
      description,
      group: group ?? null,
      order,
      release,
      source: source ?? null,
      then: then.map(({ kind }) => kind),
    })),
    letters: Object.fromEntries([...letters].map(([letter, languages]) => [letter, [...languages.keys()]])),
  };
}

export function printPack(shown: Pack): void {
  const { policy, sources, letters } = shown;
  remark(`${policy.title}: ${describePack(shown)}`);
  printTable(
    ['code', 'title', 'group', 'description', 'then', 'source'],
    policy.criteria.map(({ code, title, group, description, source, then }) => [
      code,
      title,
      group ?? '',
      description,
      then.map(({ kind }) => kind).join(', '),
      source ?? '',
    ]),
  );
  for (const [letter, languages] of letters) remark(`Letter ${letter}: ${[...languages.keys()].join(', ')}`);
  for (const { title, reviewed } of sources)
    remark(`Source: ${title}${reviewed === undefined ? '' : `, reviewed ${formatDay(reviewed)}`}`);
}
