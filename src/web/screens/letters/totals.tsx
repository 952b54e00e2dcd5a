/** Letters by month, school and level: a table of figures, for a report. */
import { Table, TextInput } from '@mantine/core';
import { useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { filterOf } from './filter.ts';
import classes from './letters.module.css';

type Row = AnswerOf<'readNoticeTotals'>['items'][number];

const FIGURES = ['notices', 'letters', 'received', 'returned', 'rescinded'] as const;

export function Totals() {
  const t = useWords('letters');
  const { school, name } = useSchool();
  const [query, setQuery] = useQueryText();
  const { from = '', to = '' } = filterOf(query, school);
  const totals = useApi('readNoticeTotals', { query: { school: school ?? '', from, to } });
  return (
    <>
      <div className={`${classes.filters} rc-no-print`}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`filter.${end}`)}
            value={query[end] ?? ''}
            onChange={(event) => setQuery({ [end]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Loaded query={totals} failed={t('failed')} what={t('waiting', { name })}>
        {({ items }) => (items.length === 0 ? <EmptyState why={t('totals.none')} /> : <Figures rows={items} />)}
      </Loaded>
    </>
  );
}

function Figures({ rows }: { readonly rows: readonly Row[] }) {
  const t = useWords('letters');
  const number = useNumber();
  const date = useDate();
  const hasPacks = new Set(rows.map((row) => row.pack)).size > 1;
  const hasSchools = new Set(rows.map((row) => row.school)).size > 1;
  return (
    <Table className={classes.totals} captionSide="top">
      <caption className="rc-hidden">{t('totals.caption')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('totals.month')}</Table.Th>
          {hasSchools && <Table.Th scope="col">{t('totals.school')}</Table.Th>}
          <Table.Th scope="col">{t('totals.level')}</Table.Th>
          {FIGURES.map((figure) => (
            <Table.Th scope="col" key={figure} className={classes.figure}>
              {t(`totals.${figure}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={`${row.month} ${row.school} ${row.pack} ${row.level}`}>
            <Table.Th scope="row" data-label={t('totals.month')}>
              {date(`${row.month}-01`, 'month')}
            </Table.Th>
            {hasSchools && <Table.Td data-label={t('totals.school')}>{row.schoolName || row.school}</Table.Td>}
            <Table.Td data-label={t('totals.level')}>{hasPacks ? `${row.level} · ${row.pack}` : row.level}</Table.Td>
            {FIGURES.map((figure) => (
              <Table.Td key={figure} className={classes.figure} data-label={t(`totals.${figure}`)}>
                {number(row[figure])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row" colSpan={hasSchools ? 3 : 2}>
            {t('totals.together')}
          </Table.Th>
          {FIGURES.map((figure) => (
            <Table.Td key={figure} className={classes.figure} data-label={t(`totals.${figure}`)}>
              <b>{number(rows.reduce((sum, row) => sum + row[figure], 0))}</b>
            </Table.Td>
          ))}
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
