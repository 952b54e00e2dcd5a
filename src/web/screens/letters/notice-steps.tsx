/** What happened to a notice, oldest first. */
import { Title } from '@mantine/core';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useWords, type Say } from '../../words/words.ts';
import classes from './letters.module.css';

export function NoticeSteps({ steps }: { readonly steps: NoticeDetail['steps'] }) {
  const t = useWords('letters');
  const date = useDate();
  return (
    <section>
      <Title order={2} size="h4" mt="lg" mb="xs">
        {t('notice.steps')}
      </Title>
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <li key={at}>
            <b>{date(step.on, 'short')}</b> {t(`notice.step.${step.step}`)}
            {wayOf(t, step)} · <span className="rc-dimmed">{step.by}</span>
            {step.note !== '' && step.way !== 'certified' && <div>{step.note}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function wayOf(t: Say, { way, note }: NoticeDetail['steps'][number]): string {
  return way === '' ? '' : ` ${t(`by.${way}`, { number: note })}`.trimEnd();
}
