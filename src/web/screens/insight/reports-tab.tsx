/** The reports: each with what it is for, and how to take it along. */
import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { SaveFile } from '../../parts/save-file.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './insight.module.css';

interface ReportEntry {
  readonly key: string;
  readonly to: string;
  readonly pdf?: () => Promise<Blob>;
  readonly csv?: () => Promise<Blob>;
}

export function ReportsTab() {
  const t = useWords('insight');
  const { path } = useSchool();
  return (
    <ul className={classes.reports}>
      {useReports().map((report) => (
        <li key={report.key}>
          <Anchor component={Link} to={path(report.to)} fw={600}>
            {t(`report.${report.key}.title`)}
          </Anchor>
          <Text className="rc-dimmed rc-reading">{t(`report.${report.key}.about`)}</Text>
          <Files report={report} />
        </li>
      ))}
    </ul>
  );
}

function useReports(): readonly ReportEntry[] {
  const { school } = useSchool();
  const mayBoard = useMay('see-board-summary');
  const query = { school: school ?? '' };
  return [
    { key: 'principal', to: '/reports/principal' },
    {
      key: 'chronic',
      to: '/data/attendance?band=chronic',
      pdf: () => api.printChronicList({ query }),
      csv: () => api.exportChronicList({ query }),
    },
    {
      key: 'letters',
      to: '/letters?view=totals',
      pdf: () => api.printNoticeTotals({ query }),
      csv: () => api.exportNoticeTotals({ query }),
    },
    ...(mayBoard ? [{ key: 'board', to: '/reports/board' }] : []),
  ];
}

const FILE_NAMES: Readonly<Record<string, string>> = { chronic: 'chronic-absence', letters: 'letters-by-month' };

function Files({ report: { key, pdf, csv } }: { readonly report: ReportEntry }) {
  const t = useWords('insight');
  const mayExport = useMay('export');
  const name = FILE_NAMES[key] ?? key;
  const title = t(`report.${key}.title`);
  if (pdf === undefined || csv === undefined) return null;
  return (
    <Group gap="xs" mt="xs">
      <SaveFile read={pdf} name={`${name}.pdf`} label={t('report.pdf', { title })}>
        PDF
      </SaveFile>
      {mayExport && (
        <SaveFile read={csv} name={`${name}.csv`} label={t('report.csv', { title })}>
          CSV
        </SaveFile>
      )}
    </Group>
  );
}
