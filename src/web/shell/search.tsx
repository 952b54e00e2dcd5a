/** Search from anywhere: places first; students follow from the server. */
import { Spotlight } from '@mantine/spotlight';
import { useEffect, useState } from 'react';
import { useWords } from '../words/words.ts';
import { useGo, useSchool } from './context.ts';
import { useMe } from './me.ts';
import { placesOf } from './navigation.ts';
import { usePlaceWord } from './navigation-list.tsx';
import { placeAddress } from './place-address.ts';
import { searchStore } from './search-store.ts';

export function Search({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useWords('shell');
  const [text, setText] = useState('');
  const me = useMe();
  const { school } = useSchool();
  const word = usePlaceWord();
  const go = useGo();
  useEffect(() => {
    if (isOpen) searchStore.open();
  }, [isOpen]);
  const places = placesOf(me.roles)
    .flatMap((place) => {
      const address = placeAddress(place, school);
      return address === undefined ? [] : [{ place, address, label: word(place) }];
    })
    .filter(({ label }) => label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()));
  return (
    <Spotlight.Root
      store={searchStore.store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
    >
      <Spotlight.Search placeholder={t('spotlight.placeholder')} aria-label={t('spotlight.title')} />
      <Spotlight.ActionsList>
        <Spotlight.ActionsGroup label={t('spotlight.places')}>
          {places.map(({ place, address, label }) => (
            <Spotlight.Action key={place} label={label} onClick={() => go(address)} />
          ))}
        </Spotlight.ActionsGroup>
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
