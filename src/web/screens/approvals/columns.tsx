import { Anchor } from '@mantine/core';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { NumberText } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';

export function useColumns({
  isDistrict,
  onOpen,
}: {
  readonly isDistrict: boolean;
  readonly onOpen: (line: WorklistLine) => void;
}): readonly GridColumn<WorklistLine>[] {
  const t = useWords('approvals');
  return [
    {
      key: 'student',
      title: t('columns.student'),
      width: 22,
      cell: (line) => (
        <Anchor component="button" type="button" onClick={() => onOpen(line)}>
          {line.name}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('columns.grade'), width: 6, cell: (line) => line.grade },
    ...(isDistrict
      ? [{ key: 'school', title: t('columns.school'), width: 18, cell: (line: WorklistLine) => line.schoolName }]
      : []),
    { key: 'level', title: t('columns.level'), width: 24, cell: (line) => `${line.level} ${line.title}` },
    {
      key: 'count',
      title: t('columns.count'),
      width: 8,
      align: 'end' as const,
      cell: (line) => <NumberText value={line.count} />,
    },
    {
      key: 'met-on',
      title: t('columns.metOn'),
      width: 14,
      cell: (line) => <DateText value={line.metOn} as="short" />,
    },
    {
      key: 'before',
      title: t('columns.before'),
      width: 20,
      hideBelow: 900,
      cell: (line) => line.sentBefore.map(({ level }) => level).join(', ') || t('none'),
    },
  ];
}
