/** Who is due for what, on which days, what will go out and how; who is held and until when. */
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
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
import { useTicks } from './use-ticks.ts';
import { useWorklist } from './use-worklist.ts';
import { WorklistGrid } from './worklist-grid.tsx';

export function WorklistScreen() {
  const t = useWords('worklist');
  const { school, name } = useSchool();
  const { choice, change, isReview } = useChoice();
  const list = useWorklist(school, choice);
  const ticks = useTicks({ school, choice, rows: list.rows, isReview });
  const [open, setOpen] = useState<WorklistLine | undefined>(undefined);
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [wantsPanel, setWantsPanel] = useState<boolean | undefined>(undefined);
  const [showsWhy, setShowsWhy] = useState(false);
  const [question, setQuestion] = useState<Question | undefined>(undefined);
  // Beside the list it follows the row; over the list it opens when it is asked for.
  const isPanelOpen = open !== undefined && (wantsPanel ?? isWide);
  const onDecided = useCallback(
    (trigger: string) => {
      ticks.untick(trigger);
      list.again();
    },
    [ticks, list],
  );
  const panel = open !== undefined && (
    <TriggerPanel
      line={open}
      school={school}
      showsWhy={showsWhy}
      onWhy={() => setShowsWhy((shown) => !shown)}
      onAsk={(kind, more) => setQuestion({ kind, line: open, ...more })}
    />
  );
  return (
    <>
      <PageTitle title={t('title')} />
      <SidePanel
        isOpen={isPanelOpen}
        title={open === undefined ? '' : t('panel.title', { name: open.name, grade: open.grade })}
        onClose={() => setWantsPanel(false)}
        panel={panel}
      >
        <TabBar choice={choice} counts={list.page?.counts} onChange={change}>
          <FilterBar choice={choice} facets={list.page?.facets} onChange={change} />
          <PrintHead choice={choice} schoolName={name} page={list.page} />
          {list.error !== null && list.page !== undefined && (
            <ProblemAlert error={list.error} title={t('failed')} onRetry={list.again} />
          )}
          <Loaded query={answerOf(list)} isPage failed={t('failed')} what={t('what', { name })}>
            {(page) => (
              <WorklistGrid
                school={school}
                choice={choice}
                change={change}
                list={list}
                page={page}
                ticks={ticks}
                openKey={isPanelOpen ? open.trigger : undefined}
                onRow={setOpen}
                onPanel={(line) => {
                  setOpen(line);
                  setWantsPanel(line.trigger === open?.trigger ? !isPanelOpen : true);
                }}
                onWhy={(line) => {
                  setOpen(line);
                  setWantsPanel(true);
                  setShowsWhy(true);
                }}
                onAsk={(kind, line) => setQuestion({ kind, line })}
              />
            )}
          </Loaded>
        </TabBar>
      </SidePanel>
      <DecisionDialogs question={question} onClose={() => setQuestion(undefined)} onDecided={onDecided} />
    </>
  );
}

/** The first page as one answer, for what is shown while it is not there. */
function answerOf({ page, error, again }: ReturnType<typeof useWorklist>) {
  return { data: page, error: page === undefined ? error : null, refetch: again } as never as Parameters<
    typeof Loaded<NonNullable<typeof page>>
  >[0]['query'];
}
