import type { Doubt, WorklistLine } from '../../../server/worklist/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import { useLanguageName } from './sends.tsx';
import classes from './worklist.module.css';

/** What needs a person's eye; for the held, why and until when; for what was issued meanwhile, by whom. */
export function LookFirst({ line }: { readonly line: WorklistLine }) {
  const doubtText = useDoubtText();
  const reasonText = useReasonText();
  const t = useWords('worklist');
  const date = useDate();
  if (line.issued !== null)
    return (
      <span className={classes.issued}>
        {t('issued', { time: date(line.issued.at, 'time'), person: line.issued.by })}
      </span>
    );
  if (line.state !== 'due') return <>{reasonText(line)}</>;
  const conference =
    line.conference === null
      ? []
      : [t('conferenceOn', { date: date(line.conference.on, 'day'), time: line.conference.at })];
  return (
    <span className={classes.doubts}>
      {line.doubts.map((doubt) => (
        <span key={doubt.kind} className={classes.doubt}>
          {doubtText(doubt)}
        </span>
      ))}
      {conference.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}

/** `No address`, `2 school days overdue`. */
export function useDoubtText(): (doubt: Doubt) => string {
  const t = useWords('worklist');
  const languageOf = useLanguageName();
  return (doubt) => {
    if (doubt.kind === 'overdue') return t('doubts.overdue', { count: doubt.schoolDays });
    if (doubt.kind === 'in-english') return t('doubts.in-english', { language: languageOf(doubt.language) });
    return t(`doubts.${doubt.kind}`);
  };
}

/** `Waits for notes`, `Held until Nov 20 by A. Bell: doctor's note`. */
export function useReasonText(): (line: Pick<WorklistLine, 'state' | 'reason' | 'person'>) => string {
  const t = useWords('worklist');
  const date = useDate();
  return ({ state, reason, person }) => {
    const [kind = '', what = ''] = (reason ?? '').split(':', 2);
    if (person !== null) {
      const until = person.until === null ? '' : date(person.until, 'day');
      const word = state === 'declined' ? 'declined' : kind === 'note' ? 'note' : until === '' ? 'held' : 'heldUntil';
      return t(`person.${word}`, { person: person.by, until, reason: person.reason });
    }
    if (state === 'declined') return t('person.declinedBefore');
    if (kind === 'gap') return t(`waits.gap.${GAPS.includes(what) ? what : 'other'}`);
    return WAITS.includes(kind) ? t(`waits.${kind}`, { what }) : (reason ?? '');
  };
}

const WAITS = [
  'settling',
  'after',
  'approval',
  'conference',
  'excluded',
  'exempt',
  'not-enrolled',
  'amended',
  'no-longer-met',
  'met-again',
];
const GAPS = ['school-days', 'further', 'event'];
