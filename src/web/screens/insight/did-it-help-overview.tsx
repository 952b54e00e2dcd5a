/** Every kind of response in one table; each opens its own figures. No order of merit: families as people look for them. */
import { Anchor, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { HelpShape } from '../../../server/did-it-help/contract.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { Scrolls } from '../../parts/scrolls.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { usePoints, useResponseName } from './did-it-help-words.ts';

interface HelpOverviewProps {
  readonly responses: readonly HelpShape[];
  readonly shown: HelpShape;
  readonly needed: number;
}

export function HelpOverview(props: HelpOverviewProps) {
  const t = useWords('did-it-help');
  const columns = useColumns(props);
  const { responses } = props;
  if (responses.length < 2) return null;
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('overview')}
      </Title>
      <Scrolls label={t('overview')}>
        <FiguresTable caption={t('overview')} rows={responses} rowKey={({ response }) => response} columns={columns} />
      </Scrolls>
    </section>
  );
}

function useColumns({ shown, needed }: HelpOverviewProps): readonly FigureColumn<HelpShape>[] {
  const t = useWords('did-it-help');
  const exact = useWords('exact');
  const number = useNumber();
  const points = usePoints();
  return [
    {
      key: 'response',
      head: t('response'),
      cell: (line) => <ResponseLink line={line} isShown={line === shown} />,
    },
    { key: 'students', head: t('students'), end: true, cell: ({ students }) => number(students) },
    {
      key: 'difference',
      head: t('difference'),
      end: true,
      cell: ({ outcome }) => (outcome === null ? '–' : points(outcome.difference)),
    },
    {
      key: 'verdict',
      head: t('says'),
      cell: ({ outcome, students, alike }) =>
        outcome === null
          ? exact('tooFew', { count: Math.min(students, alike), min: needed })
          : t(`short.${outcome.verdict}`),
    },
  ];
}

function ResponseLink({ line, isShown }: { readonly line: HelpShape; readonly isShown: boolean }) {
  const { path } = useSchool();
  return (
    <Anchor
      component={Link}
      to={path(`/insight/help?of=${encodeURIComponent(line.response)}`)}
      aria-current={isShown ? 'true' : undefined}
    >
      {useResponseName()(line)}
    </Anchor>
  );
}
