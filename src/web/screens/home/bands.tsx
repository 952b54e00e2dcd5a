/** How many students miss how much: a bar of labelled segments, each opening its students. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AttendanceShape, BandField } from '../../../server/home/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';

const SHADE: Readonly<Record<BandField, number>> = { 'below-5': 1, '5-10': 2, '10-20': 3, '20-up': 4 };
const CHRONIC: readonly BandField[] = ['10-20', '20-up'];

export function Bands({ attendance: { bands, students } }: { readonly attendance: AttendanceShape }) {
  const t = useWords('home');
  const number = useNumber();
  const { path } = useSchool();
  if (students === 0) return null;
  const chronic = bands.reduce((sum, { band, count }) => sum + (CHRONIC.includes(band) ? count : 0), 0);
  return (
    <div>
      <Text fw={600}>{t('bands.headline', { count: chronic, all: number(students) })}</Text>
      <div className={classes.bar} aria-hidden="true">
        {bands.map(({ band, count }) =>
          count === 0 ? null : (
            <span key={band} className={classes.segment} data-band={SHADE[band]} style={{ flexGrow: count }} />
          ),
        )}
      </div>
      <ul className={classes.bands}>
        {bands.map(({ band, count }) => (
          <li key={band}>
            <span className={classes.swatch} data-band={SHADE[band]} aria-hidden="true" />
            {t(`bands.${band}`)}{' '}
            <Anchor
              component={Link}
              to={path(`/data/attendance?band=${band}`)}
              aria-label={t('bands.open', { count, band: t(`bands.${band}`) })}
            >
              {number(count)}
            </Anchor>
          </li>
        ))}
      </ul>
    </div>
  );
}
