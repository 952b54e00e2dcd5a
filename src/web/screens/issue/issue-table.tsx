/** What goes out, by level: the same table before and after, so that a difference strikes the eye. */
import { Button, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { IssueRow } from '../../../server/issue/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { useLanguageName } from '../../parts/use-language-name.ts';
import classes from './issue.module.css';

type Row = Omit<IssueRow, 'example'> & { readonly example?: string | null };

interface IssueTableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly languages: readonly string[];
  /** Shows one letter of a level; left out: no button. */
  readonly onSee?: (row: Row) => void;
}

export function IssueTable(props: IssueTableProps) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return isNarrow ? <Blocks {...props} /> : <WideTable {...props} />;
}

function WideTable({ caption, rows, languages, onSee }: IssueTableProps) {
  const t = useWords('issue');
  const number = useNumber();
  const nameOf = useLanguageName();
  const total = totalOf(rows, languages);
  const hasMail = hasMailIn(rows);
  return (
    <Table className={classes.table} captionSide="top">
      <caption className="rc-hidden">{caption}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('table.level')}</Table.Th>
          {heads(t, languages, { nameOf, hasMail }).map((head) => (
            <Table.Th scope="col" key={head} className={classes.figure}>
              {head}
            </Table.Th>
          ))}
          {onSee !== undefined && <Table.Td />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={`${row.pack} ${row.level}`}>
            <Table.Th scope="row" className={classes.level}>
              <b>{row.level}</b> {row.title}
            </Table.Th>
            {figuresOf(row, languages, hasMail).map((figure, at) => (
              <Table.Td key={at} className={classes.figure}>
                {number(figure)}
              </Table.Td>
            ))}
            {onSee !== undefined && (
              <Table.Td>
                <See row={row} onSee={onSee} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
      {rows.length > 1 && (
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('table.together')}</Table.Th>
            {figuresOf(total, languages, hasMail).map((figure, at) => (
              <Table.Td key={at} className={classes.figure}>
                <b>{number(figure)}</b>
              </Table.Td>
            ))}
            {onSee !== undefined && <Table.Td />}
          </Table.Tr>
        </Table.Tfoot>
      )}
    </Table>
  );
}

/** One block for each level, as label and value. */
function Blocks({ caption, rows, languages, onSee }: IssueTableProps) {
  const t = useWords('issue');
  const number = useNumber();
  const nameOf = useLanguageName();
  const hasMail = hasMailIn(rows);
  const labels = heads(t, languages, { nameOf, hasMail });
  const shown =
    rows.length > 1 ? [...rows, { ...totalOf(rows, languages), level: '', title: t('table.together') }] : rows;
  return (
    <section aria-label={caption}>
      {shown.map((row) => (
        <div key={`${row.pack} ${row.level}`} className={classes.block}>
          <h2 className={classes.blockTitle}>
            {row.level} {row.title}
          </h2>
          <dl className={classes.pairs}>
            {figuresOf(row, languages, hasMail).map((figure, at) => (
              <div key={labels[at]}>
                <dt>{labels[at]}</dt>
                <dd>{number(figure)}</dd>
              </div>
            ))}
          </dl>
          {onSee !== undefined && <See row={row} onSee={onSee} />}
        </div>
      ))}
    </section>
  );
}

function See({ row, onSee }: { readonly row: Row; readonly onSee: (row: Row) => void }) {
  const t = useWords('issue');
  if ((row.example ?? null) === null) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      onClick={() => onSee(row)}
      aria-label={t('table.seeOf', { level: row.level })}
    >
      {t('table.see')}
    </Button>
  );
}

function heads(
  t: ReturnType<typeof useWords>,
  languages: readonly string[],
  { nameOf, hasMail }: { readonly nameOf: (tag: string) => string; readonly hasMail: boolean },
): readonly string[] {
  return [
    t('table.notices'),
    t('table.letters'),
    ...(languages.length > 1 ? languages.map(nameOf) : []),
    t('table.conferences'),
    ...(hasMail ? [t('table.email')] : []),
    t('table.print'),
  ];
}

/** A column for e-mail only where one goes. */
function hasMailIn(rows: readonly Row[]): boolean {
  return rows.some((row) => row.byEmail > 0);
}

function figuresOf(row: Row, languages: readonly string[], hasMail: boolean): readonly number[] {
  return [
    row.notices,
    row.letters,
    ...(languages.length > 1 ? languages.map((tag) => row.languages[tag] ?? 0) : []),
    row.conferences,
    ...(hasMail ? [row.byEmail] : []),
    row.letters - row.byEmail,
  ];
}

function totalOf(rows: readonly Row[], languages: readonly string[]): Row {
  const sum = (valueOf: (row: Row) => number): number => rows.reduce((total, row) => total + valueOf(row), 0);
  return {
    pack: '',
    level: '',
    title: '',
    notices: sum((row) => row.notices),
    letters: sum((row) => row.letters),
    byEmail: sum((row) => row.byEmail),
    languages: Object.fromEntries(languages.map((tag) => [tag, sum((row) => row.languages[tag] ?? 0)])),
    conferences: sum((row) => row.conferences),
  };
}
