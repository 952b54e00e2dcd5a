import {
  parseLetterTemplate,
  parseMessageTemplate,
  type LetterTemplate,
  type MessageTemplate,
} from '../documents/template/index.ts';
import type { Day } from '../engine/index.ts';
import type { Problem } from '../problem.ts';
import { acceptedDay, buildPolicy } from './build-policy.ts';
import { given } from './build-rule.ts';
import { checkBetweenCriteria } from './checks/between-criteria.ts';
import { checkCaseFile } from './checks/cases.ts';
import { checkCriterion } from './checks/criterion.ts';
import { checkConferences, checkRequiredStatements, type Letters } from './checks/letters.ts';
import { checkPackFile } from './checks/pack-file.ts';
import { checkNotifications, notificationNames, type Notifications } from './checks/notifications.ts';
import { newReport, type Report } from './checks/report.ts';
import type { KnownNames } from './checks/rule.ts';
import { checkWordsFile } from './checks/words.ts';
import { withGeneralWords } from './general-message.ts';
import { hashOf, kindOfFile, limitProblems, ownFiles } from './pack-files.ts';
import { KNOWN_EVENTS, type Pack, type PackReading } from './pack.ts';
import { caseFile } from './schema/case-file.ts';
import { criterionFile, type CriterionFile } from './schema/criterion-file.ts';
import { packFile, type PackFile } from './schema/pack-file.ts';
import { wordsFile, type WordsFile } from './schema/words-file.ts';
import { schemaProblems } from './yaml/schema-problems.ts';
import { listOf, mapOf, textOf } from './yaml/written.ts';
import { parseYamlFile, type YamlFile } from './yaml/yaml-file.ts';

/**
 * Parses a pack. Pure.
 * Input: `files` from path relative to the pack's folder to text. `on`: the day for which dated requirements are checked;
 * without it, those without an end.
 * Fails: every problem of every file at once, with place, found and allowed; never throws, whatever the text.
 */
export function parsePack(files: ReadonlyMap<string, string>, options: { readonly on?: Day } = {}): PackReading {
  const report = newReport();
  const own = ownFiles(files);
  report.problems.push(...limitProblems(own));
  if (report.problems.some(({ file }) => file === undefined)) return refused(report);
  const unreadable = new Set(report.problems.map(({ file }) => file));
  const letters = readLetters(own, { report, unreadable });
  const notifications = readNotifications(own, { report, unreadable });
  const yamls = readYamlFiles(own, { report, unreadable });
  check(report, { yamls, letters, notifications, own, on: options.on });
  if (report.problems.length > 0 || yamls.pack === undefined) return refused(report);
  const spoken = withGeneralWords(notifications, notificationNames(yamls.criteria));
  return {
    ok: true,
    pack: packOf({ own, letters, notifications: spoken, yamls }),
    warnings: report.warnings.toSorted(byPlace),
  };
}

interface YamlFiles {
  readonly pack: YamlFile | undefined;
  readonly criteria: readonly YamlFile[];
  readonly cases: readonly YamlFile[];
  /** By language. */
  readonly words: ReadonlyMap<string, YamlFile>;
  /** Some criterion could not be read: its code is not known. */
  readonly hasUnread: boolean;
}

function refused({ problems, warnings }: Report): PackReading {
  return { ok: false, problems: problems.toSorted(byPlace), warnings: warnings.toSorted(byPlace) };
}

function byPlace(a: Problem, b: Problem): number {
  const [left, right] = [a.file ?? '', b.file ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** `unreadable`: files over a limit, already told. */
interface Reading {
  readonly report: Report;
  readonly unreadable: ReadonlySet<string | undefined>;
}

function readLetters(files: ReadonlyMap<string, string>, { report, unreadable }: Reading): Letters {
  const letters = new Map<string, Map<string, LetterTemplate>>();
  for (const [path, text] of files) {
    const file = kindOfFile(path);
    if (file.kind !== 'letter' || unreadable.has(path)) continue;
    const reading = parseLetterTemplate(text, path);
    if (!reading.ok) report.problems.push(...reading.problems);
    else {
      report.warnings.push(...reading.template.warnings);
      const languages = letters.get(file.letter) ?? new Map<string, LetterTemplate>();
      letters.set(file.letter, languages.set(file.language, reading.template));
    }
  }
  return letters;
}

function readNotifications(files: ReadonlyMap<string, string>, { report, unreadable }: Reading): Notifications {
  const notifications = new Map<string, Map<string, MessageTemplate>>();
  for (const [path, text] of files) {
    const file = kindOfFile(path);
    if (file.kind !== 'notification' || unreadable.has(path)) continue;
    const reading = parseMessageTemplate(text, path);
    if (!reading.ok) report.problems.push(...reading.problems);
    else {
      report.warnings.push(...reading.template.letter.warnings);
      const languages = notifications.get(file.notification) ?? new Map<string, MessageTemplate>();
      notifications.set(file.notification, languages.set(file.language, reading.template));
    }
  }
  return notifications;
}

function readYamlFiles(files: ReadonlyMap<string, string>, { report, unreadable }: Reading): YamlFiles {
  const criteria: YamlFile[] = [];
  const cases: YamlFile[] = [];
  const words = new Map<string, YamlFile>();
  let pack: YamlFile | undefined;
  for (const [path, text] of files) {
    const { kind, ...rest } = kindOfFile(path);
    if (kind === 'misnamed')
      report.problems.push({
        file: path,
        found: 'a file that is not read',
        allowed: 'allowed' in rest ? rest.allowed : '',
      });
    if (!isYaml(kind) || unreadable.has(path)) continue;
    const yaml = readYamlFile(report, {
      path,
      text,
      schema: SCHEMAS[kind],
    });
    if (kind === 'pack') pack = yaml;
    if (kind === 'criterion' && yaml !== undefined) criteria.push(yaml);
    if (kind === 'case' && yaml !== undefined) cases.push(yaml);
    if ('language' in rest && yaml !== undefined) words.set(rest.language, yaml);
  }
  if (!files.has('pack.yaml'))
    report.problems.push({
      file: 'pack.yaml',
      found: 'no such file',
      allowed: 'a pack.yaml in the folder of the pack',
    });
  const written = [...files.keys()].filter((path) => kindOfFile(path).kind === 'criterion').length;
  if (written === 0)
    report.problems.push({ file: 'criteria', found: 'no criteria', allowed: 'at least one criteria/NAME.yaml' });
  return { pack, criteria, cases, words, hasUnread: criteria.length < written };
}

const SCHEMAS = { pack: packFile, criterion: criterionFile, case: caseFile, words: wordsFile };

function isYaml(kind: string): kind is keyof typeof SCHEMAS {
  return kind in SCHEMAS;
}

function readYamlFile(
  report: Report,
  { path, text, schema }: { path: string; text: string; schema: Parameters<typeof schemaProblems>[1] },
): YamlFile | undefined {
  const reading = parseYamlFile(path, text);
  if (!reading.ok) {
    report.problems.push(...reading.problems);
    return undefined;
  }
  report.problems.push(...schemaProblems(reading.yaml, schema));
  return reading.yaml;
}

interface Parts {
  readonly yamls: YamlFiles;
  readonly letters: Letters;
  readonly notifications: Notifications;
  readonly own: ReadonlyMap<string, string>;
}

function check(report: Report, { yamls, letters, own, on }: Parts & { readonly on: Day | undefined }): void {
  const groups = listOf(mapOf(yamls.pack?.value)['groups']).map(mapOf);
  // Without a readable pack.yaml nothing can be said of the names that it declares.
  if (yamls.pack !== undefined) {
    const known = knownNames(yamls.pack, own);
    checkPackFile({ yaml: yamls.pack, report }, known);
    checkRequiredStatements({ yaml: yamls.pack, report }, { letters, on });
    for (const yaml of yamls.criteria) checkCriterion({ yaml, report }, { known, groups });
  }
  for (const yaml of yamls.criteria) checkConferences({ yaml, report }, letters);
  checkNotifications(report, yamls.criteria, [...own.keys()]);
  checkBetweenCriteria(report, yamls.criteria, groups);
  const codes = yamls.hasUnread ? undefined : yamls.criteria.flatMap(({ value }) => textOf(mapOf(value)['code']) ?? []);
  for (const yaml of yamls.cases) checkCaseFile({ yaml, report }, codes);
  for (const yaml of yamls.words.values()) checkWordsFile({ yaml, report }, codes);
}

function knownNames(packYaml: YamlFile, own: ReadonlyMap<string, string>): KnownNames {
  const pack = mapOf(packYaml.value);
  return {
    views: Object.keys(mapOf(pack['views'])),
    events: [...KNOWN_EVENTS, ...listOf(pack['events']).flatMap((event) => textOf(event) ?? [])],
    groups: listOf(pack['groups']).flatMap((group) => textOf(mapOf(group)['id']) ?? []),
    letters: [
      ...new Set(
        [...own.keys()].flatMap((path) => {
          const file = kindOfFile(path);
          return file.kind === 'letter' ? [file.letter] : [];
        }),
      ),
    ],
  };
}

function packOf({ own, letters, notifications, yamls }: Parts): Pack {
  const written = yamls.pack?.value as PackFile;
  return {
    policy: buildPolicy(
      written,
      yamls.criteria.map(({ value }) => value as CriterionFile),
      new Map([...yamls.words].map(([language, { value }]) => [language, value as WordsFile])),
    ),
    hash: hashOf(own),
    files: own,
    sources: (written.sources ?? []).map(({ title, reviewed, url }) => ({
      title,
      ...given('reviewed', reviewed === undefined ? undefined : acceptedDay(reviewed)),
      ...given('url', url),
    })),
    schedule: written.schedule ?? null,
    letters,
    notifications,
    presumeReceivedAfterSchoolDays: written.presumeReceived?.schoolDays ?? null,
    events: written.events ?? [],
  };
}
