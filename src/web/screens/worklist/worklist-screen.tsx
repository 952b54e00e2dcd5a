/** Who is due for what, on which days, what will go out and how; who is held and until when. */
import { useCallback, useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { LogContactDialog } from '../../parts/contacts/log-contact-dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useChoice } from './choice.ts';
import { DecisionDialogs, type Question } from './decision-dialogs.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PrintHead } from './print-head.tsx';
import { TabBar } from './tab-bar.tsx';
import { TriggerPanel } from './trigger-panel.tsx';
import { usePanel } from './use-panel.ts';
import { useTicks } from './use-ticks.ts';
import { useWorklist } from './use-worklist.ts';
import { WorklistGrid } from './worklist-grid.tsx';

export function WorklistScreen() {
  const t = useWords('worklist');
  const { school, name } = useSchool();
  const { choice, change, isReview } = useChoice();
  const list = useWorklist(school, choice);
  const ticks = useTicks({ school, choice, rows: list.rows, isReview });
  const panel = usePanel();
  const [question, setQuestion] = useState<Question | undefined>(undefined);
  const [contacting, setContacting] = useState<WorklistLine | undefined>(undefined);
  const { untick } = ticks;
  const { again } = list;
  const onDecided = useCallback(
    (trigger: string) => {
      untick(trigger);
      again();
    },
    [untick, again],
  );
  const { open } = panel;
  return (
    <>
      <PageTitle title={t('title')} />
      <SidePanel
        isOpen={panel.isOpen}
        title={open === undefined ? '' : t('panel.title', { name: open.name, grade: open.grade })}
        onClose={panel.close}
        panel={
          open !== undefined && (
            <TriggerPanel
              line={open}
              school={school}
              showsWhy={panel.showsWhy}
              onWhy={panel.turnWhy}
              onAsk={(kind, more) => setQuestion({ kind, line: open, ...more })}
              onContact={() => setContacting(open)}
            />
          )
        }
      >
        <TabBar choice={choice} counts={list.page?.counts} onChange={change}>
          <FilterBar choice={choice} facets={list.page?.facets} onChange={change} />
          <PrintHead choice={choice} schoolName={name} page={list.page} />
          {list.error !== null && list.page !== undefined && (
            <ProblemAlert error={list.error} title={t('failed')} onRetry={again} />
          )}
          <Loaded query={answerOf(list)} isPage failed={t('failed')} what={t('what', { name })}>
            {(page) => (
              <WorklistGrid
                {...{ school, choice, change, list, page, ticks, panel }}
                onAsk={(kind, line) => setQuestion({ kind, line })}
                onContact={setContacting}
              />
            )}
          </Loaded>
        </TabBar>
      </SidePanel>
      <DecisionDialogs question={question} onClose={() => setQuestion(undefined)} onDecided={onDecided} />
      {contacting !== undefined && (
        <LogContactDialog
          student={contacting.student}
          name={contacting.name}
          onClose={() => setContacting(undefined)}
          onSaved={again}
        />
      )}
    </>
  );
}

/** The first page as one answer, for what is shown while it is not there. */
function answerOf({ page, error, again }: ReturnType<typeof useWorklist>) {
  return { data: page, error: page === undefined ? error : null, refetch: again } as never as Parameters<
    typeof Loaded<NonNullable<typeof page>>
  >[0]['query'];
}
