import { Button } from '@mantine/core';
import { useState } from 'react';
import { Grid, type GridColumn, type GridSort } from '../../src/web/parts/grid.tsx';
import { CountButton } from '../../src/web/parts/count-button.tsx';
import { PageTitle } from '../../src/web/parts/page-title.tsx';
import { NOTHING, type Selection } from '../../src/web/parts/selection.ts';
import { SidePanel } from '../../src/web/parts/side-panel.tsx';
import { StatusChip } from '../../src/web/parts/status-chip.tsx';

interface Line {
  readonly key: string;
  readonly name: string;
  readonly grade: number;
  readonly level: string;
  readonly count: number;
  readonly on: string;
}

const FAMILY = ['Torres', 'Osei', 'Lindqvist', 'Abdi', 'Baker', 'Nguyen-Okonkwo Ramirez de la Cruz'];
const GIVEN = ['Maya', 'Kwame', 'Ada', 'Hodan', 'Lee'];

const line = (at: number): Line => ({
  key: `k${at}`,
  name: `${FAMILY[at % FAMILY.length]}, ${GIVEN[at % GIVEN.length]} ${at}`,
  grade: 6 + (at % 3),
  level: `L${1 + (at % 3)}`,
  count: 3 + (at % 9),
  on: `Nov ${1 + (at % 28)}`,
});

const asked = new URLSearchParams(window.location.search);
const TOTAL = Number(asked.get('rows') ?? 10_000);
const ALL = Array.from({ length: TOTAL }, (_, at) => line(at));

/** 10,000 rows that come in pages, with everything that a list can have. */
export function GridPart() {
  const [loaded, setLoaded] = useState(asked.has('all') ? TOTAL : 200);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [sort, setSort] = useState<GridSort>();
  const [open, setOpen] = useState<Line>();
  const [pressed, setPressed] = useState('');
  const rows = sort === undefined ? ALL : ALL.toSorted((a, b) => turn(sort) * (a.count - b.count));
  return (
    <>
      <PageTitle title="Worklist" />
      <p role="note">{pressed}</p>
      <SidePanel
        isOpen={open !== undefined && asked.has('panel')}
        title={open?.name ?? ''}
        onClose={() => setOpen(undefined)}
        panel={<p>{open?.level}</p>}
      >
        <Grid
          label="Worklist"
          columns={COLUMNS}
          rows={rows.slice(0, loaded)}
          total={TOTAL}
          rowKey={({ key }) => key}
          rowLabel={({ name, level }) => `${name}, ${level}`}
          onMore={() => setLoaded((count) => Math.min(TOTAL, count + 200))}
          selection={selection}
          onSelect={setSelection}
          whyNotSelectable={({ key }) => (key === 'k1' ? 'No address' : undefined)}
          sort={sort}
          onSort={setSort}
          onOpen={({ name }) => setPressed(`opened ${name}`)}
          onRow={setOpen}
          openKey={open?.key}
          keys={{ c: ({ name }) => setPressed(`contact ${name}`) }}
          actions={<Button>Issue …</Button>}
        />
      </SidePanel>
    </>
  );
}

const turn = ({ direction }: GridSort): number => (direction === 'ascending' ? 1 : -1);

const COLUMNS: readonly GridColumn<Line>[] = [
  { key: 'name', title: 'Student', cell: ({ name }) => <a href="#s">{name}</a>, width: 26 },
  { key: 'grade', title: 'Gr', cell: ({ grade }) => grade, width: 6, align: 'end', hideBelow: 640 },
  { key: 'level', title: 'Level', cell: ({ level }) => level, width: 8 },
  {
    key: 'count',
    title: 'Count',
    cell: ({ count, name }) => (
      <CountButton count={count} label={`${count}, days of ${name}`} onOpen={() => undefined} />
    ),
    width: 10,
    align: 'end',
    isSortable: true,
  },
  { key: 'on', title: 'Met on', cell: ({ on }) => on, width: 12 },
  { key: 'state', title: 'State', cell: () => <StatusChip status="due" />, width: 12 },
];
