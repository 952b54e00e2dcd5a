/** What waits for an approval, why it is offered and what was tried before; approve or decline with a reason. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { api, useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { NOTHING, isSelected, type Selection } from '../../parts/selection.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useDate } from '../../parts/date-text.tsx';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { ApproverLine } from './approver-line.tsx';
import { ApprovalPanel } from './approval-panel.tsx';
import { DecideDialog, type Deciding } from './decide-dialog.tsx';
import { useColumns } from './columns.tsx';

export function ApprovalsScreen() {
  const t = useWords('approvals');
  const { school } = useSchool();
  const list = useApi('readWorklist', { query: { school: school ?? '', tab: 'to-approve', limit: 200 } });
  const approvers = useApi('readApprovers', { query: { school: school ?? '' } });
  return (
    <>
      <PageTitle title={t('title')} />
      {approvers.data !== undefined && <ApproverLine approvers={approvers.data.approvers} school={school} />}
      <Loaded query={list} isPage failed={t('failed')}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Nothing nextMailAt={approvers.data?.nextMailAt ?? null} />
          ) : (
            <Offers items={items} total={total} school={school} />
          )
        }
      </Loaded>
    </>
  );
}

function Nothing({ nextMailAt }: { readonly nextMailAt: string | null }) {
  const t = useWords('approvals');
  const date = useDate();
  return (
    <EmptyState why={nextMailAt === null ? t('nothing') : t('nothingUntil', { day: date(nextMailAt, 'moment') })} />
  );
}

interface OffersProps {
  readonly items: readonly WorklistLine[];
  readonly total: number;
  readonly school: SchoolContext;
}

function Offers({ items, total, school }: OffersProps) {
  const t = useWords('approvals');
  const [open, setOpen] = useState<WorklistLine | null>(null);
  const [ticked, setTicked] = useState<Selection>(NOTHING);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const columns = useColumns({ isDistrict: school === null, onOpen: setOpen });
  const chosen = items.filter((line) => isSelected(ticked, line.trigger));
  const close = (isDone: boolean): void => {
    setDeciding(null);
    if (!isDone) return;
    setTicked(NOTHING);
    setOpen(null);
  };
  return (
    <SidePanel
      isOpen={open !== null}
      title={open === null ? '' : t('panel', { name: open.name, grade: open.grade })}
      onClose={() => setOpen(null)}
      panel={open !== null && <ApprovalPanel line={open} school={school} onDecide={setDeciding} />}
    >
      <Text size="sm" className="rc-dimmed" mb="xs">
        {t('how')}
      </Text>
      <Grid
        label={t('title')}
        rows={items}
        total={total}
        rowKey={(line) => line.trigger}
        rowLabel={(line) => `${line.name}, ${line.level}`}
        columns={columns}
        selection={ticked}
        onSelect={setTicked}
        onRow={setOpen}
        onOpen={setOpen}
        openKey={open?.trigger}
        actions={
          <Button disabled={chosen.length === 0} onClick={() => setDeciding({ kind: 'approve', lines: chosen })}>
            {t('approveMany', { count: chosen.length })}
          </Button>
        }
        keys={{
          a: (line) => setDeciding({ kind: 'approve', lines: [line] }),
          d: (line) => setDeciding({ kind: 'decline', lines: [line] }),
        }}
      />
      {deciding !== null && <DecideDialog deciding={deciding} decide={decide(deciding.kind)} onClose={close} />}
    </SidePanel>
  );
}

function decide(kind: Deciding['kind']) {
  const act = kind === 'approve' ? api.approveTrigger : api.declineTrigger;
  return ({ trigger }: WorklistLine, reason: string): Promise<unknown> =>
    act({ params: { trigger }, body: { reason } });
}
