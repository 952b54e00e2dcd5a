/** What became of a notice, in words: the state, its day and way, and whether its days have changed since. */
import type { NoticeLine } from '../../../server/notices/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { StatusChip, ToneChip } from '../../parts/status-chip.tsx';
import { mailText, wayText } from '../../words/notice-text.ts';
import { useWords } from '../../words/words.ts';
import classes from './letters.module.css';

type Line = Pick<NoticeLine, 'state' | 'origin' | 'stateOn' | 'way' | 'note' | 'correction' | 'byEmail'>;

export function NoticeStatusCell({ line }: { readonly line: Line }) {
  const t = useWords('letters');
  const date = useDate();
  const { state, origin, stateOn, correction } = line;
  const mail = mailText(t, line);
  return (
    <span className={classes.cell}>
      {origin === 'rollcall' ? (
        <StatusChip status={state} />
      ) : origin === 'carried-over' ? (
        <StatusChip status="carried-over" />
      ) : (
        <ToneChip tone="closed" word={t('status.adopted')} />
      )}
      {origin === 'rollcall' && state !== 'issued' && stateOn !== null && (
        <span>
          {date(stateOn, 'day')}
          {wayText(t, line)}
        </span>
      )}
      {origin === 'rollcall' && mail !== '' && (
        <ToneChip tone={line.byEmail.failed > 0 ? 'returned' : 'waiting'} word={mail} />
      )}
      {correction === 'met-again' && <ToneChip tone="waiting" word={t('status.met-again')} />}
      {correction !== null && correction !== 'met-again' && <StatusChip status={correction} />}
    </span>
  );
}
