/** Tier II and III: who needs a plan, whose plan is due for a look. Columns are stages; a student moves by "Move to". */
import { NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { TierBoard, TierCard } from '../../../server/tiers/shapes.ts';
import { useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { BoardCard } from './board-card.tsx';
import { columnOf, COLUMNS, type Column } from './columns.ts';
import { BoardTable } from './board-table.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import classes from './tier2.module.css';

export function BoardScreen() {
  const t = useWords('tier2');
  const { school } = useSchool();
  const [query] = useQueryText();
  const tier = query['tier'] === '3' ? '3' : '2';
  const list = Number(query['list']);
  const board = useApi('readTierBoard', {
    query: { school: school ?? '', tier, ...(Number.isNaN(list) ? {} : { list }) },
  });
  return (
    <>
      <PageTitle title={t(tier === '2' ? 'title' : 'titleThree')} />
      <Loaded query={board} isPage failed={t('failed')} what={t('what')}>
        {(answer) => <Board board={answer} tier={tier} />}
      </Loaded>
    </>
  );
}

function Board({ board, tier }: { readonly board: TierBoard; readonly tier: '2' | '3' }) {
  const t = useWords('tier2');
  const [query, setQuery] = useQueryText();
  const [leaving, setLeaving] = useState<TierCard | null>(null);
  const mayManage = useMay('manage-tiers');
  const isTable = query['as'] === 'table';
  const move = mayManage ? setLeaving : null;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t('tiers.label')}
          value={tier}
          onChange={(value) => setQuery({ tier: value === '3' ? '3' : undefined })}
          data={['2', '3'].map((one) => ({ value: one, label: t(`tiers.${one}`) }))}
        />
        {tier === '2' && <Lists board={board} />}
        <SegmentedControl
          aria-label={t('as.label')}
          value={isTable ? 'table' : 'board'}
          onChange={(value) => setQuery({ as: value === 'table' ? 'table' : undefined })}
          data={['board', 'table'].map((one) => ({ value: one, label: t(`as.${one}`) }))}
        />
      </div>
      {board.cards.length === 0 ? (
        <EmptyState why={t(tier === '2' ? 'nobody' : 'nobodyThree')} />
      ) : isTable ? (
        <BoardTable cards={board.cards} />
      ) : (
        <Columns cards={board.cards} tier={tier} onLeave={move} />
      )}
      {board.hidden > 0 && <Text mt="sm">{t('hidden', { count: board.hidden })}</Text>}
      {board.more > 0 && <Text mt="sm">{t('more', { count: board.more })}</Text>}
      {leaving !== null && <LeaveDialog card={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Lists({ board }: { readonly board: TierBoard }) {
  const t = useWords('tier2');
  const number = useNumber();
  const [, setQuery] = useQueryText();
  const labelOf = ({ percent, isOver, count }: TierBoard['lists'][number]): string =>
    t(isOver ? 'list.over' : 'list.atLeast', { percent: number(percent), n: number(count) });
  return (
    <div className={classes.lists}>
      <NativeSelect
        label={t('list.label')}
        value={String(board.list)}
        onChange={(event) => setQuery({ list: event.currentTarget.value })}
        data={board.lists.map((one) => ({ value: String(one.percent), label: labelOf(one) }))}
      />
      {board.lists.length > 1 && (
        <details>
          <summary>{t('list.why')}</summary>
          <Text size="sm" className="rc-reading">
            {t('list.whyText', {
              lists: board.lists.map((one) => `${labelOf(one)}${one.level === '' ? '' : ` (${one.level})`}`).join('; '),
              days: number(Math.max(...board.lists.map(({ minDays }) => minDays))),
            })}
          </Text>
        </details>
      )}
    </div>
  );
}

interface ColumnsProps {
  readonly cards: readonly TierCard[];
  readonly tier: '2' | '3';
  readonly onLeave: ((card: TierCard) => void) | null;
}

function Columns({ cards, tier, onLeave }: ColumnsProps) {
  const t = useWords('tier2');
  const shown = tier === '2' ? COLUMNS : COLUMNS.filter((column) => column !== 'to-match');
  const byColumn = Map.groupBy(cards, columnOf);
  const [stage, setStage] = useState<Column>(shown[0] ?? 'to-plan');
  return (
    <>
      <NativeSelect
        className={classes.picker}
        label={t('stage')}
        value={stage}
        onChange={(event) => setStage(event.currentTarget.value as Column)}
        data={shown.map((one) => ({
          value: one,
          label: t(`columns.${one}`, { n: byColumn.get(one)?.length ?? 0 }),
        }))}
      />
      <div className={classes.board}>
        {shown.map((column) => (
          <section
            key={column}
            className={classes.column}
            data-chosen={column === stage}
            aria-labelledby={`at-${column}`}
          >
            <h2 id={`at-${column}`} className={classes.head}>
              {t(`columns.${column}`, { n: byColumn.get(column)?.length ?? 0 })}
            </h2>
            <ul className={classes.cards}>
              {(byColumn.get(column) ?? []).map((card) => (
                <BoardCard key={`${card.student} ${card.tier ?? ''}`} card={card} level={tier} onLeave={onLeave} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
