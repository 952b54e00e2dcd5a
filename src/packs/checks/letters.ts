/** What the letters of a pack must say, and in which languages they are there. */
import { parseDay, type Day } from '../../engine/index.ts';
import type { LetterTemplate } from '../../documents/template/index.ts';
import { listOf, mapOf, textOf, type WrittenMap } from '../yaml/written.ts';
import { refuse, warn, type Checked } from './report.ts';

export type Letters = ReadonlyMap<string, ReadonlyMap<string, LetterTemplate>>;

/**
 * Names each required statement that a letter lacks, for each of its languages.
 * Input: `on` is the day the pack is checked for; without it, what has no end is asked for.
 * Ends: `from` included, `until` not. What holds only later is a warning.
 */
export function checkRequiredStatements(
  checked: Checked,
  { letters, on }: { letters: Letters; on: Day | undefined },
): void {
  listOf(mapOf(checked.yaml.value)['requiredStatements'])
    .map(mapOf)
    .forEach((entry, index) => {
      const from = parseDay(textOf(entry['from']) ?? '');
      const until = parseDay(textOf(entry['until']) ?? '');
      if (until !== undefined && (on === undefined || on >= until)) return;
      const tell = on !== undefined && from !== undefined && on < from ? warn : refuse;
      for (const [language, template] of letters.get(textOf(entry['letter']) ?? '') ?? []) {
        for (const statement of missingFrom(template, entry)) {
          const found = `${template.file} (${language}) without the statement ${statement.id}${statement.about === '' ? '' : `: ${statement.about}`}`;
          tell(checked, ['requiredStatements', index, 'statements', statement.at], {
            found,
            allowed: `a paragraph that says it and ends with {#${statement.id}}, from ${textOf(entry['from']) ?? '?'} (${textOf(entry['source']) ?? 'no source'})`,
          });
        }
      }
    });
}

function missingFrom(
  template: LetterTemplate,
  entry: WrittenMap,
): readonly { readonly id: string; readonly about: string; readonly at: number }[] {
  return listOf(entry['statements'])
    .map(mapOf)
    .flatMap((statement, at) => {
      const id = textOf(statement['id']);
      return id === undefined || template.statements.includes(id)
        ? []
        : [{ id, about: textOf(statement['about']) ?? '', at }];
    });
}

/** A letter that names a conference needs `conference: true`, so that it takes a slot; one that names none should not take one. */
export function checkConferences(checked: Checked, letters: Letters): void {
  listOf(mapOf(checked.yaml.value)['then'])
    .map(mapOf)
    .forEach((entry, index) => {
      const templates = [...(letters.get(textOf(entry['letter']) ?? '')?.values() ?? [])];
      const needing = templates.find(({ needsConference }) => needsConference);
      if (needing !== undefined && entry['conference'] !== true) {
        refuse(checked, ['then', index, 'letter'], {
          found: `a letter that names a conference (${needing.file})`,
          allowed: 'conference: true beside it',
        });
      }
      if (templates.length > 0 && needing === undefined && entry['conference'] === true) {
        warn(checked, ['then', index, 'conference'], {
          found: 'conference: true',
          allowed: 'a letter that says when and where: {{conference}}',
        });
      }
    });
}
