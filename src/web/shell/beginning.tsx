import { useSchool } from './context.ts';
import { GoTo } from './go-to.tsx';
import { useMe } from './me.ts';
import { placesOf } from './navigation.ts';
import { NotOpenPage } from './not-open-page.tsx';
import { placeAddress } from './place-address.ts';

/** The address without a path: the first place of the person's role. */
export function Beginning() {
  const me = useMe();
  const { school } = useSchool();
  const first = placesOf(me.roles)
    .map((place) => placeAddress(place, school))
    .find((address) => address !== undefined);
  return first === undefined ? <NotOpenPage /> : <GoTo address={first} />;
}
