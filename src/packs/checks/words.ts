/** What a file of words must fulfil beyond its shape: every code is one of the pack. */
import { mapOf } from '../yaml/written.ts';
import { nearestNames } from '../../documents/template/index.ts';
import { refuse, warn, type Checked } from './report.ts';

/** `criteria`: the codes of the pack; undefined where not all could be read. */
export function checkWordsFile(checked: Checked, criteria: readonly string[] | undefined): void {
  if (criteria === undefined) return;
  const written = Object.keys(mapOf(mapOf(checked.yaml.value)['criteria']));
  for (const code of written.filter((one) => !criteria.includes(one)))
    refuse(checked, ['criteria', code], {
      found: `the unknown criterion ${JSON.stringify(code.slice(0, 60))}`,
      allowed: `a criterion of this pack: ${nearestNames(code, criteria).join(', ')}`,
      key: true,
    });
  const missing = criteria.filter((code) => !written.includes(code));
  if (missing.length > 0)
    warn(checked, ['criteria'], {
      found: `no words for ${missing.join(', ')}`,
      allowed: 'a title for each criterion; without one the title of the criterion itself is shown',
    });
}
