/** What the notifications of a pack should have: the words that criteria name, in every language in which the pack writes to families. */
import type { MessageTemplate } from '../../documents/template/index.ts';
import { kindOfFile } from '../pack-files.ts';
import { FOLDER_NAME } from '../../fields.ts';
import { listOf, mapOf, textOf } from '../yaml/written.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { warn, type Report } from './report.ts';

export type Notifications = ReadonlyMap<string, ReadonlyMap<string, MessageTemplate>>;

/** Input: `paths` of all files of the pack: what could not be read is there all the same. */
export function checkNotifications(report: Report, criteria: readonly YamlFile[], paths: readonly string[]): void {
  const files = paths.map((path) => kindOfFile(path));
  const known = new Map<string, string[]>();
  for (const file of files)
    if (file.kind === 'notification')
      known.set(file.notification, [...(known.get(file.notification) ?? []), file.language]);
  const spoken = files.flatMap((file) =>
    file.kind === 'letter' || file.kind === 'notification' ? [file.language] : [],
  );
  const languages = [...new Set(['en', ...spoken])].toSorted();
  for (const yaml of criteria) {
    listOf(mapOf(yaml.value)['then'])
      .map(mapOf)
      .forEach((entry, index) => {
        const name = textOf(entry['notification']);
        if (name === undefined) return;
        const at = ['then', index, 'notification'];
        const has = known.get(name);
        if (has === undefined) {
          const found = `the notification ${JSON.stringify(name.slice(0, 60))} without words`;
          return warn({ yaml, report }, at, {
            found,
            allowed: `a folder notifications/${FOLDER_NAME.test(name) ? name : 'NAME'}; until then a general message is sent`,
          });
        }
        for (const language of languages.filter((one) => !has.includes(one))) {
          const found = `the notification ${name} without ${language}`;
          const until = language === 'en' ? '; until then a general message is sent' : '';
          const allowed = `notifications/${name}/${language}.md: this pack writes to families in ${languages.join(', ')}${until}`;
          warn({ yaml, report }, at, { found, allowed });
        }
      });
  }
}

/** The notifications that criteria name, each once. */
export function notificationNames(criteria: readonly YamlFile[]): readonly string[] {
  const entries = criteria.flatMap((yaml) => listOf(mapOf(yaml.value)['then']).map(mapOf));
  return [...new Set(entries.flatMap((entry) => textOf(entry['notification']) ?? []))];
}
