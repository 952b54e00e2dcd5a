/** What came of a job, or how far it is, in one sentence. */
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { changesInWords } from './changes.ts';
import { figureOf, type Job } from './use-jobs.ts';

const STEPS = ['students', 'letters', 'bytes', 'files', 'rows', 'tables', 'mails'];

export function useOutcome(): (job: Job) => string {
  const t = useWords('runs');
  const number = useNumber();
  const date = useDate();
  const progress = ({ step, done, total }: Job): string =>
    total === 0 || !STEPS.includes(step)
      ? t('outcome.begins')
      : t(`outcome.${step}`, { done: number(done), total: number(total) });
  const kinds: Readonly<Record<string, (job: Job) => string>> = {
    calculation: ({ result, asked }) =>
      `${changesInWords(result, t, number)}${asked['dryRun'] === true ? ` ${t('ended.nothingChanged')}` : ''}`,
    letters: ({ result, asked }) => {
      const files = Array.isArray(result?.['files'])
        ? (result['files'] as readonly { readonly letters?: number }[])
        : [];
      const count = files.reduce((sum, { letters = 0 }) => sum + letters, 0);
      return t('outcome.lettersMade', { count, number: number(count), batch: `B${String(asked['batch'])}` });
    },
    import: ({ result }) => t(result?.['changed'] === true ? 'outcome.imported' : 'outcome.importedNothing'),
    backup: ({ result }) =>
      t('outcome.backedUp', {
        file: String(result?.['file']),
        size: number(Math.ceil((figureOf(result, 'bytes') ?? 0) / 1024)),
      }),
    'presume-received': ({ result }) => {
      const count = figureOf(result, 'received') ?? 0;
      return t('outcome.received', { count, number: number(count) });
    },
    'approval-mail': ({ result }) => {
      const count = figureOf(result, 'mails') ?? 0;
      return t('outcome.mailsSent', { count, number: number(count) });
    },
    mail: ({ result }) => {
      const count = figureOf(result, 'sent') ?? 0;
      return t('outcome.mailsSent', { count, number: number(count) });
    },
    retention: ({ result }) => {
      const count = figureOf(result, 'proposed') ?? 0;
      return count === 0 ? '' : t('outcome.proposed', { count, number: number(count) });
    },
  };
  return (job) => {
    if (job.state === 'failed') return job.reason ?? '';
    if (job.state === 'running') return progress(job);
    if (job.state === 'waiting')
      return job.triesAgainAt === null
        ? ''
        : t('jobs.again', { reason: job.reason ?? '', time: date(job.triesAgainAt, 'time') });
    return kinds[job.job]?.(job) ?? '';
  };
}
