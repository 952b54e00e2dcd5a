/** What somebody with these roles would see: "120 students of 640". */
import { Text } from '@mantine/core';
import { useApi } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import type { GrantText } from './use-roles-text.ts';

interface ReachTextProps {
  readonly grants: readonly GrantText[];
  readonly staffId: string;
}

export function ReachText({ grants, staffId }: ReachTextProps) {
  const t = useWords('people');
  const id = staffId.trim();
  const body = { grants: [...grants], staffId: id === '' ? null : id };
  const { data } = useApi('countStudentsOf', { body }, { enabled: grants.length > 0, staleTime: 60_000 });
  return (
    <Text role="status" className="rc-dimmed">
      {data === undefined ? '' : t('reach', { count: data.students, all: data.ofDistrict })}
    </Text>
  );
}
