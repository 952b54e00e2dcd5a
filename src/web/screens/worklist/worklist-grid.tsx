import { Button } from '@mantine/core';
import type { WorklistLine, WorklistPage } from '../../../server/worklist/contract.ts';
import { Grid } from '../../parts/grid.tsx';
import { handOverSelection } from '../../parts/issue-selection.ts';
import { useNumber } from '../../parts/number-text.tsx';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useGo, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import type { Choice } from './choice.ts';
import { useColumns } from './columns.tsx';
import type { Asking } from './decision-dialogs.tsx';
import { NothingHere } from './nothing-here.tsx';
import { SEARCH_FIELD } from './search-field.tsx';
import { TakeAway } from './take-away.tsx';
import type { Panel } from './use-panel.ts';
import type { Ticks } from './use-ticks.ts';
import type { WorklistState } from './use-worklist.ts';
import classes from './worklist.module.css';

interface WorklistGridProps {
  readonly school: SchoolContext;
  readonly choice: Choice;
  readonly change: (change: Partial<Choice>) => void;
  readonly list: WorklistState;
  readonly page: WorklistPage;
  readonly ticks: Ticks;
  readonly panel: Panel;
  readonly onAsk: (kind: Asking, line: WorklistLine) => void;
  readonly onContact: (line: WorklistLine) => void;
}

export function WorklistGrid(props: WorklistGridProps) {
  const { school, choice, change, list, page, ticks, panel } = props;
  const t = useWords('worklist');
  const number = useNumber();
  const mayIssue = useMay('issue');
  const mayDecide = useMay('decide-trigger');
  const mayLog = useMay('log-contact');
  const issue = useIssue(school, ticks);
  const columns = useColumns({ tab: choice.tab, isDistrict: school === null, onOpen: panel.show });
  const isTicked = choice.tab === 'due' && mayIssue;
  const ask = (kind: Asking) => (line: WorklistLine) => {
    if (mayDecide && line.issued === null) props.onAsk(kind, line);
  };
  if (list.rows.length === 0) return <NothingHere choice={choice} page={page} change={change} />;
  const takeAway = <TakeAway school={school} choice={choice} list={list} total={page.total} />;
  return (
    <>
      {!isTicked && <div className={`${classes.take} rc-no-print`}>{takeAway}</div>}
      <Grid
        label={t(`tabs.${choice.tab}`)}
        rows={list.rows}
        total={page.total}
        rowKey={(line) => line.trigger}
        rowLabel={(line) => `${line.name}, ${line.level}`}
        columns={columns}
        onMore={list.more}
        isLoadingMore={list.isLoadingMore}
        sort={{ key: choice.sort, direction: choice.order === 'asc' ? 'ascending' : 'descending' }}
        onSort={({ key, direction }) =>
          change({ sort: key as Choice['sort'], order: direction === 'ascending' ? 'asc' : 'desc' })
        }
        selection={ticks.selection}
        onSelect={isTicked ? ticks.onSelect : undefined}
        ticked={{ count: ticks.count, total: page.counts.due }}
        whyNotSelectable={(line) => (line.issued === null ? undefined : t('alreadyIssued'))}
        actions={
          <>
            {takeAway}
            <span className={classes.wideOnly}>
              <IssueButton ticks={ticks} onIssue={issue} />
            </span>
          </>
        }
        onRow={panel.follow}
        onOpen={panel.show}
        openKey={panel.isOpen ? panel.open?.trigger : undefined}
        isDimmed={(line) => line.issued !== null}
        keys={{
          p: panel.turn,
          w: panel.why,
          c: (line) => mayLog && props.onContact(line),
          h: ask('hold'),
          d: ask('decline'),
          n: ask('note'),
          i: () => ticks.ready.length > 0 && isTicked && issue(),
          '/': () => document.getElementById(SEARCH_FIELD)?.focus(),
        }}
      />
      {isTicked && (
        <div className={`${classes.foot} rc-no-print`} role="group" aria-label={t('foot')}>
          <span>{t('footSelected', { n: number(ticks.count) })}</span>
          <IssueButton ticks={ticks} onIssue={issue} />
        </div>
      )}
    </>
  );
}

function useIssue(school: SchoolContext, ticks: Ticks): () => void {
  const go = useGo();
  const { path } = useSchool();
  return () => {
    handOverSelection({ school, triggers: new Set(ticks.ready) });
    go(path('/worklist/issue'));
  };
}

/** "Issue 58 …"; criteria that only make incidents say so, and never speak of letters. */
function IssueButton({ ticks, onIssue }: { readonly ticks: Ticks; readonly onIssue: () => void }) {
  const t = useWords('worklist');
  const mayIssue = useMay('issue');
  const number = useNumber();
  const count = ticks.ready.length;
  if (!mayIssue) return null;
  const word = ticks.isOnlyIncidents ? 'makeIncidents' : 'issue';
  return (
    <Button onClick={onIssue} disabled={count === 0}>
      {t(word, { count, n: number(count) })}
    </Button>
  );
}
