/** What differs from what was seen before: nothing was issued, and the person is asked again. */
import { Alert, Text } from '@mantine/core';
import type { Meanwhile } from '../../../server/issue/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';

interface MeanwhileAlertProps {
  readonly meanwhile: Meanwhile;
  /** Notices that can be issued now. */
  readonly notices: number;
}

export function MeanwhileAlert({ meanwhile: { already, by, changed }, notices }: MeanwhileAlertProps) {
  const t = useWords('issue');
  const exact = useWords('exact');
  const date = useDate();
  const number = useNumber();
  if (already.count === 0 && changed.count === 0) return null;
  const gone = changed.items.filter((item) => item.change !== 'different').length;
  return (
    <Alert color="yellow" variant="outline" role="alert" title={t('meanwhile.title')} mb="md">
      {already.count > 0 && by !== null && (
        <Text>
          {exact('issuedMeanwhile', {
            k: number(already.count),
            count: already.count + notices + gone,
            person: by.person,
            time: date(by.at, 'time'),
          })}
        </Text>
      )}
      {changed.count > 0 && (
        <>
          <Text>{t('meanwhile.changed', { count: changed.count })}</Text>
          <ul>
            {changed.items.map((item) => (
              <li key={item.trigger}>
                {item.name}, {item.level}: {t(`meanwhile.${item.change}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {notices > 0 && <Text>{t('meanwhile.look')}</Text>}
    </Alert>
  );
}
