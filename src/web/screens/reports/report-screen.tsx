/** A report to look at, to print and to take along. */
import { Alert, Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api, useApi } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useAddress, useQueryText, useSchool } from '../../shell/context.ts';
import { contextPath } from '../../shell/addresses.ts';
import { useMay, useMe } from '../../shell/me.ts';
import { NotOpenPage } from '../../shell/not-open-page.tsx';
import { useWords } from '../../words/words.ts';
import { PageTitle } from '../../parts/page-title.tsx';
import { ReportPaper } from './report-paper.tsx';

export function ReportScreen() {
  const { report = '' } = useAddress();
  const mayBoard = useMay('see-board-summary');
  if (report === 'principal') return <Principal />;
  if (report === 'board' && mayBoard) return <Board />;
  return <NotOpenPage />;
}

function Principal() {
  const t = useWords('reports');
  const { school } = useSchool();
  const { schools } = useMe();
  if (school === null)
    return (
      <>
        <PageTitle title={t('principal.title')} />
        <Text mb="md">{t('page.chooseSchool')}</Text>
        <List>
          {schools.map((one) => (
            <List.Item key={one.school}>
              <Anchor
                component={Link}
                to={contextPath(one.school, '/reports/principal')}
                display="inline-block"
                mih={24}
              >
                {one.name}
              </Anchor>
            </List.Item>
          ))}
        </List>
      </>
    );
  return <PrincipalOf school={school} />;
}

function PrincipalOf({ school }: { readonly school: string }) {
  const t = useWords('reports');
  const { name } = useSchool();
  const [query] = useQueryText();
  const audience = query['audience'] === 'public' ? 'public' : 'staff';
  const asked = { school, audience, ...monthOf(query['month']) } as const;
  const report = useApi('readPrincipalReport', { query: asked });
  return (
    <Loaded query={report} isPage failed={t('failed')} what={t('waiting', { name })}>
      {(page) => (
        <ReportPaper
          page={page}
          hasAudience
          files={{
            pdf: () => api.printPrincipalReport({ query: asked }),
            csv: () => api.exportPrincipalReport({ query: asked }),
            name: 'attendance-report',
          }}
        />
      )}
    </Loaded>
  );
}

function Board() {
  const t = useWords('reports');
  const { school, name } = useSchool();
  const [query] = useQueryText();
  const asked = monthOf(query['month']);
  const report = useApi('readBoardSummary', { query: asked });
  return (
    <>
      {school !== null && <Alert mb="md">{t('board.ofDistrict')}</Alert>}
      <Loaded query={report} isPage failed={t('failed')} what={t('waiting', { name })}>
        {(page) => (
          <ReportPaper
            page={page}
            files={{
              pdf: () => api.printBoardSummary({ query: asked }),
              csv: () => api.exportBoardSummary({ query: asked }),
              name: 'board-summary',
            }}
          />
        )}
      </Loaded>
    </>
  );
}

function monthOf(month: string | undefined): { readonly month?: string } {
  return month === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(month) ? {} : { month };
}
