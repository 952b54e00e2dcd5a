/** A report as it is read on screen: the same words as on paper, its numbers open their lists. */
import { Anchor, Group, NativeSelect, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Cell, ReportPage, ReportSection } from '../../../server/reports/contract.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { SaveFile } from '../../parts/save-file.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './reports.module.css';

interface ReportPaperProps {
  readonly page: ReportPage;
  /** Whether it can be made for others, without names. */
  readonly hasAudience?: boolean;
  readonly files: { readonly pdf: () => Promise<Blob>; readonly csv: () => Promise<Blob>; readonly name: string };
}

export function ReportPaper({ page, hasAudience = false, files }: ReportPaperProps) {
  const t = useWords('reports');
  const { path } = useSchool();
  const mayExport = useMay('export');
  return (
    <>
      <Anchor component={Link} to={path('/insight/reports')} className="rc-no-print">
        {t('page.back')}
      </Anchor>
      <PageTitle title={page.title}>
        <SaveFile read={files.pdf} name={`${files.name}.pdf`}>
          {t('page.pdf')}
        </SaveFile>
        {mayExport && (
          <SaveFile read={files.csv} name={`${files.name}.csv`}>
            {t('page.csv')}
          </SaveFile>
        )}
      </PageTitle>
      {page.lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      <Choices page={page} hasAudience={hasAudience} />
      {page.sections.map((section) => (
        <Section key={section.heading} section={section} />
      ))}
    </>
  );
}

function Choices({ page, hasAudience }: Pick<ReportPaperProps, 'page'> & { readonly hasAudience: boolean }) {
  const t = useWords('reports');
  const date = useDate();
  const [query, setQuery] = useQueryText();
  const months = page.months.includes(page.month) ? page.months : [page.month, ...page.months];
  return (
    <Group my="md" align="flex-end" className="rc-no-print">
      <NativeSelect
        label={t('page.month')}
        value={page.month}
        onChange={({ currentTarget }) => setQuery({ month: currentTarget.value })}
        data={months.map((value) => ({ value, label: date(value, 'month') }))}
      />
      {hasAudience && (
        <NativeSelect
          label={t('page.audience')}
          value={query['audience'] === 'public' ? 'public' : 'staff'}
          onChange={({ currentTarget }) =>
            setQuery({ audience: currentTarget.value === 'public' ? 'public' : undefined })
          }
          data={(['staff', 'public'] as const).map((value) => ({ value, label: t(`page.${value}`) }))}
        />
      )}
    </Group>
  );
}

function Section({ section }: { readonly section: ReportSection }) {
  const columns = useColumns(section);
  const { heading, paragraphs, rows } = section;
  return (
    <section className={classes.section}>
      <Title order={2} size="h3">
        {heading}
      </Title>
      {paragraphs.map((paragraph) => (
        <Text key={paragraph} className="rc-dimmed rc-reading">
          {paragraph}
        </Text>
      ))}
      {rows.length > 0 && (
        <FiguresTable
          caption={heading}
          columns={columns}
          rows={rows.map((cells, at) => ({ at, cells }))}
          rowKey={({ at }) => String(at)}
        />
      )}
    </section>
  );
}

interface Row {
  readonly at: number;
  readonly cells: readonly Cell[];
}

function useColumns({ columns }: ReportSection): readonly FigureColumn<Row>[] {
  const { path } = useSchool();
  return columns.map(({ head, isEnd }, place) => ({
    key: String(place),
    head,
    end: isEnd,
    cell: ({ cells }) => {
      const { text, to } = cells[place] ?? { text: '' };
      if (to === undefined) return text;
      return (
        <Anchor
          component={Link}
          to={to.startsWith('/students/') ? to : path(to)}
          aria-label={place === 0 ? undefined : `${cells[0]?.text ?? ''}, ${head}: ${text}`}
          inherit
        >
          {text}
        </Anchor>
      );
    },
  }));
}
