/** What can be begun from the search: each leads to the page where it is done and said before. */
import type { Action } from '../../access/roles.ts';
import { useWords } from '../words/words.ts';
import { useGo, useSchool } from './context.ts';
import { useMe } from './me.ts';
import type { Place } from './navigation.ts';
import { placeAddress } from './place-address.ts';
import { openShortcuts } from './shortcuts.ts';
import type { SearchItem } from './use-search.ts';

const ACTIONS: readonly { readonly key: string; readonly action: Action; readonly place: Place }[] = [
  { key: 'issue', action: 'issue', place: 'worklist' },
  { key: 'approve', action: 'approve-trigger', place: 'approvals' },
  { key: 'slots', action: 'manage-slots', place: 'slots' },
  { key: 'mark', action: 'mark-notice', place: 'letters' },
  { key: 'calculate', action: 'calculate', place: 'runs' },
  { key: 'person', action: 'manage-people', place: 'people' },
];

export function useActions(): readonly SearchItem[] {
  const t = useWords('shell');
  const me = useMe();
  const { school } = useSchool();
  const go = useGo();
  const mine = ACTIONS.filter(({ action }) => me.may.has(action)).flatMap(({ key, place }) => {
    const address = placeAddress(place, school);
    return address === undefined ? [] : [{ key: `do-${key}`, label: t(`do.${key}`), pick: () => go(address) }];
  });
  return [
    ...mine,
    { key: 'do-account', label: t('yourAccount'), pick: () => go('/me') },
    { key: 'do-keys', label: t('keys'), pick: openShortcuts },
  ];
}
