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
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { ApproverLine } from './approver-line.tsx';
import { ApprovalPanel } from './approval-panel.tsx';
import { DecideDialog, type Deciding } from './decide-dialog.tsx';
import { useColumns } from './columns.tsx';

export function ApprovalsScreen() {
  const t = useWords('approvals');
  const date = useDate();
  const { school } = useSchool();
  const list = useApi('readWorklist', { query: { school: school ?? '', tab: 'to-approve', limit: 200 } });
  const approvers = useApi('readApprovers', { query: { school: school ?? '' } });
  const [open, setOpen] = useState<WorklistLine | null>(null);
  const [ticked, setTicked] = useState<Selection>(NOTHING);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const columns = useColumns({ isDistrict: school === null, onOpen: setOpen });
  const next = approvers.data?.nextMailAt ?? null;
  return (
    <>
      <PageTitle title={t('title')} />
      {approvers.data !== undefined && <ApproverLine approvers={approvers.data.approvers} school={school} />}
      <Loaded query={list} isPage failed={t('failed')}>
        {({ items, total }) => {
          const chosen = items.filter((line) => isSelected(ticked, line.trigger));
          if (items.length === 0)
            return <EmptyState why={next === null ? t('nothing') : t('nothingUntil', { day: date(next, 'moment') })} />;
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
                  <Button
                    disabled={chosen.length === 0}
                    onClick={() => setDeciding({ kind: 'approve', lines: chosen })}
                  >
                    {t('approveMany', { count: chosen.length })}
                  </Button>
                }
                keys={{
                  a: (line) => setDeciding({ kind: 'approve', lines: [line] }),
                  d: (line) => setDeciding({ kind: 'decline', lines: [line] }),
                }}
              />
            </SidePanel>
          );
        }}
      </Loaded>
      {deciding !== null && (
        <DecideDialog
          deciding={deciding}
          decide={(line, reason) =>
            deciding.kind === 'approve'
              ? api.approveTrigger({ params: { trigger: line.trigger }, body: { reason } })
              : api.declineTrigger({ params: { trigger: line.trigger }, body: { reason } })
          }
          onClose={(isDone) => {
            setDeciding(null);
            if (!isDone) return;
            setTicked(NOTHING);
            setOpen(null);
          }}
        />
      )}
    </>
  );
}
