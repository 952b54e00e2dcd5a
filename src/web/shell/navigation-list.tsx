import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { NumberText } from '../parts/number-text.tsx';
import { useWords } from '../words/words.ts';
import { useSchool } from './context.ts';
import { useMe } from './me.ts';
import { GROUP_OF, GROUPS, placesOf, type Place } from './navigation.ts';
import { placeAddress, screenOf } from './place-address.ts';
import classes from './shell.module.css';

/** The places of my role under their headings. */
export function Navigation() {
  const t = useWords('shell');
  const me = useMe();
  const { school } = useSchool();
  const places = placesOf(me.roles).filter((place) => placeAddress(place, school) !== undefined);
  return GROUPS.map((group) => {
    const inGroup = places.filter((place) => GROUP_OF[place] === group);
    if (inGroup.length === 0) return null;
    return (
      <div key={group}>
        <h2 className={classes.navHeading} id={`nav-${group}`}>
          {t(`groups.${group}`)}
        </h2>
        <ul className={classes.navList} aria-labelledby={`nav-${group}`}>
          {inGroup.map((place) => (
            <li key={place}>
              <PlaceLink place={place} />
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

function PlaceLink({ place }: { readonly place: Place }) {
  const t = useWords('shell');
  const { school } = useSchool();
  const word = usePlaceWord();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const address = placeAddress(place, school) ?? '/';
  const isHere = pathname === address || pathname.startsWith(`${address}/`);
  const count = useBadge(place);
  return (
    <Link to={address} className={classes.navLink} aria-current={isHere ? 'page' : undefined}>
      <span>{word(place)}</span>
      {count > 0 && (
        <span className={classes.badge}>
          <span aria-hidden="true">
            <NumberText value={count} />
          </span>
          <span className="rc-hidden">{t('badge', { count })}</span>
        </span>
      )}
    </Link>
  );
}

/** The name of a place; teachers know Home as "My students". */
export function usePlaceWord(): (place: Place) => string {
  const t = useWords('shell');
  const me = useMe();
  const isTeacherOnly = me.roles.every((role) => role === 'teacher');
  return (place) => (place === 'home' && isTeacherOnly ? t('homeForTeachers') : t(`places.${place}`));
}

function useBadge(place: Place): number {
  const { school } = useSchool();
  const badge = screenOf(place)?.nav?.badge;
  const { data } = useQuery({
    queryKey: ['badge', place, school],
    queryFn: () => badge?.(school) ?? 0,
    enabled: badge !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  return data ?? 0;
}
