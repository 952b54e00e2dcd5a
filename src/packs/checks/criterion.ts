/** What one criterion must fulfil beyond its shape. Source: criteria.md sections 6, 7 and 9. */
import { CONSEQUENCES, consequenceKind } from '../../consequences/index.ts';
import { isMap, listOf, mapOf, numberOf, textOf, type WrittenMap } from '../yaml/written.ts';
import { checkSpan } from './pack-file.ts';
import { refuse, refuseUnknown, warn, type Checked } from './report.ts';
import { checkWhen, type KnownNames } from './rule.ts';

/** Checks one criterion. `groups`: as `pack.yaml` writes them. */
export function checkCriterion(
  checked: Checked,
  { known, groups }: { known: KnownNames; groups: readonly WrittenMap[] },
): void {
  const criterion = mapOf(checked.yaml.value);
  checkWhen(checked, criterion['when'], known);
  checkRepeat(checked, criterion);
  checkSpan(checked, ['effective'], {
    span: mapOf(criterion['effective']),
    keys: ['from', 'until'],
    isEndIncluded: false,
  });
  const group = textOf(criterion['group']);
  if (group !== undefined) {
    refuseUnknown(checked, ['group'], { what: 'group', name: group, known: known.groups });
    if (groups.some(({ id, mode }) => id === group && mode === 'ladder')) checkLevel(checked, criterion);
  }
  checkThen(checked, criterion, known);
  for (const key of ['title', 'description', 'source']) {
    if (criterion[key] === undefined)
      warn(checked, [key], { found: `no ${key}`, allowed: `a ${key}, so that a reader knows what this criterion is` });
  }
}

function checkRepeat(checked: Checked, criterion: WrittenMap): void {
  const { repeat, when } = criterion;
  if (repeat === undefined || repeat === 'once' || !isMap(when)) return;
  const type = when['any'] === undefined ? textOf(when['type']) : 'any';
  if (type === undefined) return;
  if (repeat === 'each' && !['total', 'same', 'pattern'].includes(type)) {
    refuse(checked, ['repeat'], { allowed: `once: a rule of type ${type} has no date that adds to it` });
  }
  if (!isMap(repeat)) return;
  if (type !== 'total')
    refuse(checked, ['repeat'], {
      allowed: `${type === 'any' ? 'once' : 'once or each'}: { every: N } goes with a total`,
    });
  else if (when['atMost'] !== undefined)
    refuse(checked, ['repeat'], { allowed: 'once or each: { every: N } goes with a total without atMost' });
  const every = numberOf(repeat['every']);
  if (every !== undefined && !Number.isInteger(every) && when['measure'] !== 'days')
    refuse(checked, ['repeat', 'every'], { allowed: 'every: a whole number; decimals only with measure: days' });
}

function checkLevel(checked: Checked, criterion: WrittenMap): void {
  if ((criterion['repeat'] ?? 'once') !== 'once')
    refuse(checked, ['repeat'], { allowed: 'once: this criterion is a level of a ladder' });
  if ((criterion['scope'] ?? 'district') !== 'district')
    refuse(checked, ['scope'], { allowed: 'district: this criterion is a level of a ladder' });
}

function checkThen(checked: Checked, criterion: WrittenMap, known: KnownNames): void {
  const kinds = listOf(criterion['then']).map((entry) => kindOf(mapOf(entry)));
  kinds.forEach((kind, index) => {
    const letter = textOf(mapOf(listOf(criterion['then'])[index])['letter']);
    if (kind === 'letter' && letter !== undefined)
      refuseUnknown(checked, ['then', index, 'letter'], { what: 'letter', name: letter, known: known.letters });
    if (kind !== undefined && consequenceKind(kind)?.performed === false) {
      warn(checked, ['then', index], {
        found: `the consequence ${kind}`,
        allowed: 'it is recorded, but this version of Rollcall does not perform it',
      });
    }
  });
  if (
    kinds.includes('incident') &&
    kinds.some((kind) => kind !== undefined && consequenceKind(kind)?.communicates === true)
  ) {
    refuse(checked, ['then'], {
      found: 'a behavior incident and a communication',
      allowed: 'one or the other: write two criteria',
      key: true,
    });
  }
  if (criterion['release'] === 'none' && kinds.length > 0) {
    warn(checked, ['release'], {
      found: 'release: none beside then',
      allowed: 'no consequences: what is only counted is never issued',
    });
  }
}

/** The kind that an entry of `then:` names: its first key that is one. */
export function kindOf(entry: WrittenMap): string | undefined {
  return Object.keys(entry).find((key) => CONSEQUENCES.some(({ kind }) => kind === key));
}
