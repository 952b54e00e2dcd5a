import { NativeSelect } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useWords } from '../words/words.ts';
import { contextPath, inContext, schoolOfPath } from './addresses.ts';
import { useGo, useSchool } from './context.ts';
import { useMe } from './me.ts';
import classes from './shell.module.css';

const DISTRICT = '\u0000district';

/** My schools, then the district for those who have it. A change keeps the page and its filters. */
export function SchoolSelect() {
  const t = useWords('shell');
  const me = useMe();
  const { school } = useSchool();
  const go = useGo();
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location });
  if (me.schools.length === 0 && !me.hasDistrict) return null;
  const schools = me.schools.map(({ school: value, name }) => ({ value, label: name }));
  const district = { value: DISTRICT, label: t('district', { count: me.schools.length }) };
  const choose = (value: string) => {
    const chosen = value === DISTRICT ? null : value;
    // A page of no school (a student, a notice) stays in the past: the school's first page follows.
    go(schoolOfPath(pathname) === undefined ? contextPath(chosen, '/home') : inContext(pathname, chosen) + searchStr);
  };
  return (
    <NativeSelect
      className={classes.school}
      aria-label={t('context')}
      value={school ?? DISTRICT}
      data={me.hasDistrict ? [...schools, district] : schools}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
