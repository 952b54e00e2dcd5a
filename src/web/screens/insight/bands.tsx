/** How many students miss how much, by grade and by school. Each number opens its students. */
import { Anchor, Group, List } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InsightBands } from '../../../server/insight/contract.ts';
import { useApi } from '../../api.ts';
import { BarChart } from '../../parts/charts/bar-chart.tsx';
import { FigureSection } from '../../parts/charts/figure-section.tsx';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { contextPath } from '../../shell/addresses.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { Basis, useNothing } from './basis.tsx';
import { CsvLink } from './csv-link.tsx';
import { SchoolLink } from './school-link.tsx';

export function Bands() {
  const t = useWords('insight');
  const { school, name } = useSchool();
  const bands = useApi('readInsightBands', { query: { school: school ?? '' } });
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <CsvLink of="bands" />
      </Group>
      <Loaded query={bands} isPage failed={t('failed')} what={t('waiting', { name })}>
        {(answer) => <Figures bands={answer} />}
      </Loaded>
    </>
  );
}

/** A line of the chart and of the table. */
interface Line {
  readonly key: string;
  readonly label: string;
  readonly students: number;
  readonly counts: readonly number[];
  readonly grade: string;
  /** The school whose students a number opens; null: the one of the page. */
  readonly school: string | null;
}

function Figures({ bands }: { readonly bands: InsightBands }) {
  const t = useWords('insight');
  const finding = useFinding(bands);
  const nothing = useNothing(bands);
  if (nothing !== null) return nothing;
  const grades = bands.grades.map((one): Line => ({
    ...one,
    key: one.grade,
    label: one.grade === '' ? t('bands.noGrade') : t('bands.grade', { grade: one.grade }),
    school: null,
  }));
  const schools = bands.schools.map((one): Line => ({ ...one, key: one.school, label: one.name, grade: '' }));
  return (
    <>
      <Basis basis={bands} />
      <Chronic bands={bands} />
      <BandSection finding={finding} lines={grades} bands={bands} head={t('bands.gradeHead')} />
      {schools.length > 0 && (
        <BandSection finding={t('bands.bySchool')} lines={schools} bands={bands} head={t('school')} />
      )}
    </>
  );
}

/** Who is new and who is close, as links to their lists. */
function Chronic({ bands: { newChronic, nearChronic } }: { readonly bands: InsightBands }) {
  const t = useWords('insight');
  const { path } = useSchool();
  return (
    <List mb="md" spacing="xs">
      {newChronic !== null && (
        <List.Item>
          <Anchor
            component={Link}
            to={path(`/data/attendance?band=new-chronic&since=${newChronic.from}&until=${newChronic.to}`)}
          >
            {t('bands.new', { count: newChronic.count })}
          </Anchor>
        </List.Item>
      )}
      <List.Item>
        <Anchor component={Link} to={path('/data/attendance?band=near-chronic')}>
          {t('bands.near', { count: nearChronic })}
        </Anchor>
      </List.Item>
    </List>
  );
}

interface BandSectionProps {
  readonly finding: string;
  readonly lines: readonly Line[];
  readonly bands: InsightBands;
  readonly head: string;
}

function BandSection({ finding, lines, bands, head }: BandSectionProps) {
  const t = useWords('insight');
  const number = useNumber();
  const share = useShare();
  const columns = useColumns(bands.bands, head);
  return (
    <FigureSection
      finding={finding}
      note={t('bands.note')}
      isTableWide
      chart={
        <BarChart
          label={finding}
          legend={bands.bands.map((band) => t(`bands.${band}`))}
          lines={lines.map((line) => ({
            key: line.key,
            label: line.label,
            end: share(line),
            parts: bands.bands.map((band, at) => ({
              key: band,
              value: line.counts[at] ?? 0,
              shade: (at + 1) as 1 | 2 | 3 | 4,
              says: t('bands.says', { line: line.label, band: t(`bands.${band}`), count: line.counts[at] ?? 0 }),
            })),
          }))}
        />
      }
      table={
        <FiguresTable
          caption={finding}
          rows={lines}
          rowKey={({ key }) => key}
          columns={columns}
          foot={[
            t('together'),
            ...bands.all.counts.map((count) => number(count)),
            number(bands.all.students),
            share(bands.all),
          ]}
        />
      }
    />
  );
}

/** The part of the students who missed 10% and more. */
function useShare(): (line: Pick<Line, 'counts' | 'students'>) => string {
  const number = useNumber();
  return ({ counts, students }) =>
    number(students === 0 ? 0 : ((counts[2] ?? 0) + (counts[3] ?? 0)) / students, { as: 'percent', digits: 0 });
}

function useColumns(names: InsightBands['bands'], head: string): readonly FigureColumn<Line>[] {
  const t = useWords('insight');
  const number = useNumber();
  const share = useShare();
  return [
    {
      key: 'line',
      head,
      cell: (line) =>
        line.school === null ? line.label : <SchoolLink school={line.school} name={line.label} tab="bands" />,
    },
    ...names.map((band, at) => ({
      key: band,
      head: t(`bands.${band}`),
      end: true,
      cell: (line: Line) => <Count line={line} band={band} count={line.counts[at] ?? 0} />,
    })),
    { key: 'students', head: t('bands.students'), end: true, cell: ({ students }) => number(students) },
    { key: 'share', head: t('bands.share'), end: true, cell: share },
  ];
}

/** A number that opens its students. */
function Count({ line, band, count }: { readonly line: Line; readonly band: string; readonly count: number }) {
  const t = useWords('insight');
  const number = useNumber();
  const { path } = useSchool();
  if (count === 0) return number(0);
  const rest = `/data/attendance?band=${band}${line.grade === '' ? '' : `&grade=${encodeURIComponent(line.grade)}`}`;
  return (
    <Anchor
      component={Link}
      to={line.school === null ? path(rest) : contextPath(line.school, rest)}
      aria-label={t('bands.open', { line: line.label, band: t(`bands.${band}`), count })}
      inherit
    >
      {number(count)}
    </Anchor>
  );
}

/** "71 of 640 students missed 10% or more of their days; the most in grade 8: 18%." Grades too small to say anything are left out. */
function useFinding({ chronic, all, grades }: InsightBands): string {
  const t = useWords('insight');
  const number = useNumber();
  const finding = t('bands.finding', {
    count: chronic,
    all: number(all.students),
    share: number(all.students === 0 ? 0 : chronic / all.students, { as: 'percent', digits: 0 }),
  });
  const telling = grades
    .filter(({ students, grade }) => students >= TELLING && grade !== '')
    .map(({ grade, counts, students }) => ({ grade, share: ((counts[2] ?? 0) + (counts[3] ?? 0)) / students }))
    .toSorted((one, other) => other.share - one.share);
  const [most] = telling;
  if (most === undefined || telling.length < 2 || most.share === 0) return finding;
  return t('bands.findingMost', {
    finding,
    grade: most.grade,
    share: number(most.share, { as: 'percent', digits: 0 }),
  });
}

/** Students of a grade from which its part says something. */
const TELLING = 10;
