/** The days that counted, as sent and now, side by side. */
import { Title } from '@mantine/core';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './letters.module.css';

type Mark = NoticeDetail['days'][number]['sent'][number];

export function NoticeDays({ notice }: { readonly notice: NoticeDetail }) {
  const t = useWords('letters');
  const date = useDate();
  const number = useNumber();
  const { days, now, count, metOn } = notice;
  const heading = (
    <Title order={2} size="h4" mb="xs">
      {t('notice.days.heading')}
    </Title>
  );
  if (days.length === 0)
    return (
      <section>
        {heading}
        <p>{t('notice.days.none')}</p>
      </section>
    );
  const since = now?.since ?? null;
  const nowHead = since === null ? t('notice.days.now') : t('notice.days.nowSince', { date: date(since, 'short') });
  return (
    <section>
      {heading}
      <table className={classes.days}>
        <caption className="rc-hidden">{t('notice.days.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('notice.days.date')}</th>
            <th scope="col">{t('notice.days.sent')}</th>
            {now !== null && <th scope="col">{nowHead}</th>}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.on}>
              <th scope="row">{date(day.on, 'short')}</th>
              <td>{day.sent.length === 0 ? t('notice.days.new') : <Marks marks={day.sent} />}</td>
              {now !== null && (
                <td>{day.now === null ? t('notice.days.same') : <Marks marks={day.now} saysIfNot />}</td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('notice.days.count')}</th>
            <td>{count === null ? '' : number(count)}</td>
            {now !== null && (
              <td>{now.metOn === null && now.count === null ? t('notice.days.notMet') : number(now.count ?? 0)}</td>
            )}
          </tr>
          {metOn !== null && (
            <tr>
              <th scope="row">{t('notice.days.metOn')}</th>
              <td>{date(metOn, 'short')}</td>
              {now !== null && <td>{now.metOn === null ? t('notice.days.notMet') : date(now.metOn, 'short')}</td>}
            </tr>
          )}
        </tfoot>
      </table>
    </section>
  );
}

function Marks({ marks, saysIfNot = false }: { readonly marks: readonly Mark[]; readonly saysIfNot?: boolean }) {
  const t = useWords('letters');
  if (marks.length === 0) return t('notice.days.nothing');
  return marks.map((mark, at) => (
    <div key={at}>
      <b>{mark.code}</b> {[mark.meaning, placeOf(t, mark), minutesOf(t, mark)].filter((part) => part !== '').join(', ')}
      {saysIfNot && !mark.counts && <span className="rc-dimmed"> ({t('notice.days.notCounting')})</span>}
    </div>
  ));
}

function placeOf(t: ReturnType<typeof useWords>, { period }: Mark): string {
  return period === null ? t('notice.days.allDay') : t('notice.days.period', { period });
}

function minutesOf(t: ReturnType<typeof useWords>, { minutes }: Mark): string {
  return minutes === null ? '' : t('notice.days.minutes', { count: minutes });
}
