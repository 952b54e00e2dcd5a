import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import { conferenceTexts, doubtText, lookFirstTexts, reasonText } from '../../words/worklist-text.ts';
import classes from './worklist.module.css';

/** What needs a person's eye; for the held, why and until when; for what was issued meanwhile, by whom. */
export function LookFirst({ line }: { readonly line: WorklistLine }) {
  const t = useWords('worklist');
  const date = useDate();
  const language = useLanguage();
  const speaker = { t, date, language };
  if (line.issued !== null) return <span className={classes.issued}>{lookFirstTexts(speaker, line).join(', ')}</span>;
  if (line.state !== 'due') return <>{reasonText(speaker, line)}</>;
  return (
    <span className={classes.doubts}>
      {line.doubts.map((doubt) => (
        <span key={doubt.kind} className={classes.doubt}>
          {doubtText(speaker, doubt)}
        </span>
      ))}
      {conferenceTexts(speaker, line).map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}
