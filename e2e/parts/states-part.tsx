import { Button, Group } from '@mantine/core';
import { ApiError } from '../../src/web/api.ts';
import { CountButton } from '../../src/web/parts/count-button.tsx';
import { EmptyState } from '../../src/web/parts/empty-state.tsx';
import { FilterChips } from '../../src/web/parts/filter-chips.tsx';
import { PageTitle } from '../../src/web/parts/page-title.tsx';
import { ProblemAlert } from '../../src/web/parts/problem-alert.tsx';
import { NOTICE_STATUSES, StatusChip, type NoticeStatus } from '../../src/web/parts/status-chip.tsx';

const error = new ApiError({ type: '', code: 'internal', title: '', status: 500, reference: '7f2c-91' });

export function StatesPart() {
  return (
    <>
      <PageTitle title="States">
        <Button>Main action</Button>
      </PageTitle>
      <ProblemAlert error={error} title="The list could not be loaded." onRetry={() => undefined} />
      <FilterChips
        chips={[{ key: 'level', label: 'Level: L1, L2', onRemove: () => undefined }]}
        onClear={() => undefined}
      />
      <Group gap="xs">
        {Object.keys(NOTICE_STATUSES).map((status) => (
          <StatusChip key={status} status={status as NoticeStatus} />
        ))}
      </Group>
      <p>
        <CountButton count={1234} label="1,234 due" onOpen={() => undefined} />
      </p>
      <EmptyState
        why="Nobody is due. Data through Thu, Nov 12, 2026."
        next={<Button variant="default">See why</Button>}
      />
    </>
  );
}
