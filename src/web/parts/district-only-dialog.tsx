/** Why something is not done from a school: last run, next run, whom to ask, and the way for those who may. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { api, ApiError } from '../api.ts';
import { useGo, useSchool } from '../shell/context.ts';
import { useMay, useMe } from '../shell/me.ts';
import { useLanguage, useWords } from '../words/words.ts';
import { AskDistrict } from './ask-district.tsx';
import { useDate } from './date-text.tsx';
import { LoadingSkeleton } from './loading-skeleton.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface DistrictOnlyDialogProps {
  readonly school: string;
  /** Where it is done, for those who may: an address below the district. */
  readonly to?: string;
  readonly onClose: () => void;
}

interface Facts {
  readonly last: string | null;
  readonly next: string | null;
  readonly people: readonly string[];
}

/** The server refuses, and says why; the attempt is recorded. */
export function DistrictOnlyDialog({ school, to = '/d/runs', onClose }: DistrictOnlyDialogProps) {
  const t = useWords('parts');
  const me = useMe();
  const mayAsk = useMay('see-worklist');
  const go = useGo();
  const { facts, error } = useRefusal(school);
  return (
    <Modal opened onClose={onClose} title={t('districtOnly.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {error !== undefined && <ProblemAlert error={error} />}
        {facts === undefined && error === undefined && <LoadingSkeleton shape="text" />}
        {facts !== undefined && <Reason facts={facts} />}
        {facts !== undefined && mayAsk && <AskDistrict school={school} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          {me.hasDistrict && <Button onClick={() => go(to)}>{t('districtOnly.switch')}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}

function Reason({ facts: { last, next, people } }: { readonly facts: Facts }) {
  const t = useWords('parts');
  const exact = useWords('exact');
  const date = useDate();
  const language = useLanguage();
  const { name } = useSchool();
  const moment = (at: string | null, otherwise: string): string => (at === null ? t(otherwise) : date(at, 'moment'));
  return (
    <Text>
      {exact('districtOnly', {
        school: name,
        last: moment(last, 'districtOnly.never'),
        next: moment(next, 'districtOnly.notPlanned'),
        people:
          people.length === 0
            ? t('districtOnly.office')
            : new Intl.ListFormat(language, { type: 'disjunction' }).format(people),
      })}
    </Text>
  );
}

function useRefusal(school: string): { readonly facts: Facts | undefined; readonly error: unknown } {
  const [facts, setFacts] = useState<Facts>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    api.startRun({ body: { school } }).then(
      () => undefined,
      (failure: unknown) => {
        if (failure instanceof ApiError && failure.problem.code === 'district-only')
          setFacts(failure.problem.facts as unknown as Facts);
        else setError(failure);
      },
    );
  }, [school]);
  return { facts, error };
}
