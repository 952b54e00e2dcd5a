/** Whether both logs are as they were written; where not, the first entry that does not fit. */
import { Alert, Text } from '@mantine/core';
import { useApi, type AnswerOf } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';

type Fault = NonNullable<AnswerOf<'readAuditState'>['logs'][number]['fault']>;

export function ChainState() {
  const t = useWords('audit');
  const number = useNumber();
  const { data } = useApi('readAuditState', undefined, { staleTime: 60_000 });
  if (data === undefined) return null;
  const faults = data.logs.flatMap(({ fault }) => (fault === null ? [] : [fault]));
  if (faults.length > 0)
    return (
      <Alert color="red" variant="outline" role="alert" title={t('chain.broken')}>
        {faults.map((fault) => (
          <FaultText key={fault.log} fault={fault} />
        ))}
        <Text mt="xs">{t('chain.whatNow')}</Text>
      </Alert>
    );
  if (data.verifiedAt === null)
    return (
      <Text size="sm" role="status">
        {t('chain.verifying')}
      </Text>
    );
  const sealed = data.logs.reduce((sum, log) => sum + log.sealed, 0);
  if (sealed === 0)
    return (
      <Text size="sm" role="status">
        {t('chain.nothingYet')}
      </Text>
    );
  return (
    <Text size="sm" role="status">
      {t('chain.whole', { entries: number(sealed) })} <DateText value={data.verifiedAt} as="moment" />
    </Text>
  );
}

function FaultText({ fault: { log, id, segmentNo, what } }: { readonly fault: Fault }) {
  const t = useWords('audit');
  const name = t(`chain.logs.${log}`);
  return (
    <Text>
      {id === null
        ? t('chain.segment', { log: name, segment: segmentNo })
        : t('chain.entry', { log: name, id, what: t(`chain.what.${what}`) })}
    </Text>
  );
}
