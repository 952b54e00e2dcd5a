/** Is it well, is it backed up, what suffers: each line with its state in a word, since when, and what to do. */
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SystemState } from '../../../server/system/contract.ts';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { ChannelsSection } from './channels-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import classes from './system.module.css';

/** Asked again by itself. Milliseconds. */
const EVERY = 60_000;

export function SystemScreen() {
  const t = useWords('system');
  const state = useApi('readSystem', undefined, { refetchInterval: EVERY });
  return (
    <>
      <PageTitle title={t('title')} />
      <Loaded query={state} isPage failed={t('failed')} what={t('what')}>
        {(answer) => <State state={answer} />}
      </Loaded>
      <ChannelsSection />
      <SettingsSection />
    </>
  );
}

function State({ state }: { readonly state: SystemState }) {
  const t = useWords('system');
  const { path } = useSchool();
  const { backup, jobs, database, mail, text } = state;
  const said = useSaid(state);
  const failed = jobs.counts.reduce((sum, one) => sum + one.failed, 0);
  return (
    <>
      <Text mb="md">{said.version}</Text>
      <Table className={classes.lines}>
        <Table.Tbody>
          <Line name={t('database')} word={t(`states.${database.state}`)} isWell={database.state === 'well'}>
            {said.database}
          </Line>
          <Line name={t('backup')} word={t(`states.${backup.state}`)} isWell={backup.state === 'well'}>
            {said.backup}{' '}
            {backup.state !== 'well' && (
              <Anchor component={Link} to={path('/runs')} inherit>
                {t('toRuns')}
              </Anchor>
            )}
          </Line>
          <Line name={t('jobs')} word={t(`states.${jobs.state}`)} isWell={jobs.state === 'well'}>
            {said.jobs}{' '}
            {failed > 0 && (
              <Anchor component={Link} to={path('/runs')} inherit>
                {t('toRuns')}
              </Anchor>
            )}
          </Line>
          <Line name={t('mail')} word={t(`states.${stateOf(mail)}`)} isWell={stateOf(mail) === 'set'}>
            {[t(MAIL_WORDS[stateOf(mail)]), ...said.mail].join(' ')}
          </Line>
          <Line name={t('text')} word={t(`states.${stateOf(text)}`)} isWell={stateOf(text) === 'set'}>
            {[t(textWords(text)), ...said.text].join(' ')}{' '}
            {state.toPrint > 0 && (
              <Anchor component={Link} to={path('/messages')} inherit>
                {t('toPrint', { count: state.toPrint })}
              </Anchor>
            )}
          </Line>
          <Line
            name={t('import')}
            word={t(state.import.lastAt === null ? 'states.never' : 'states.well')}
            isWell={state.import.lastAt !== null}
          >
            {said.import}
          </Line>
          <Line
            name={t('calculation')}
            word={t(state.calculation.lastAt === null ? 'states.never' : 'states.well')}
            isWell={state.calculation.lastAt !== null}
          >
            {said.calculation}
          </Line>
        </Table.Tbody>
      </Table>
    </>
  );
}

type WayState = 'set' | 'off' | 'not-set';

function stateOf({ isSet, isOn }: { readonly isSet: boolean; readonly isOn: boolean }): WayState {
  if (!isSet) return 'not-set';
  return isOn ? 'set' : 'off';
}

const MAIL_WORDS: Readonly<Record<WayState, string>> = { set: 'mailSet', off: 'mailOff', 'not-set': 'mailNotSet' };

function textWords(text: SystemState['text']): string {
  const state = stateOf(text);
  if (state === 'set') return text.isTold ? 'textTold' : 'textAsked';
  return state === 'off' ? 'textOff' : 'textNotSet';
}

interface LineProps {
  readonly name: string;
  readonly word: string;
  readonly isWell: boolean;
  readonly children: ReactNode;
}

function Line({ name, word, isWell, children }: LineProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>
        <ToneChip tone={isWell ? 'sent' : 'returned'} word={word} />
      </Table.Td>
      <Table.Td className="rc-reading">{children}</Table.Td>
    </Table.Tr>
  );
}

/** Each line in words. */
function useSaid(state: SystemState) {
  const t = useWords('system');
  const date = useDate();
  const size = useSize();
  const moment = (at: string | null): string => (at === null ? t('never') : date(at, 'moment'));
  const next = (at: string | null): string => (at === null ? t('noNext') : t('next', { time: date(at, 'moment') }));
  const { backup, jobs, database } = state;
  const countsOf = ({ waiting, failed }: { readonly waiting: number; readonly failed: number }): readonly string[] => [
    ...(waiting === 0 ? [] : [t('messagesWaiting', { count: waiting })]),
    ...(failed === 0 ? [] : [t('messagesFailed', { count: failed })]),
  ];
  const counts = jobs.counts.filter((one) => one.waiting + one.running + one.failed > 0);
  return {
    version: t('version', { version: state.version }),
    database: t('databaseIs', { version: database.version, size: size(database.bytes) }),
    backup: [
      t('last', { time: moment(backup.lastAt) }),
      ...(backup.bytes === null ? [] : [size(backup.bytes)]),
      next(backup.nextAt),
      ...(backup.reason === null ? [] : [t('because', { reason: backup.reason })]),
    ].join(' · '),
    jobs: [
      ...(jobs.state === 'stuck' ? [t('stuckSince', { time: moment(jobs.waitingSince) })] : []),
      ...(counts.length === 0 ? [t('quiet')] : counts.map((one) => t('count', { ...one }))),
    ].join(' · '),
    mail: countsOf(state.mail),
    text: countsOf(state.text),
    import: t('last', { time: moment(state.import.lastAt) }),
    calculation: [t('last', { time: moment(state.calculation.lastAt) }), next(state.calculation.nextAt)].join(' · '),
  };
}

function useSize(): (bytes: number) => string {
  const t = useWords('system');
  const number = useNumber();
  const MB = 1_000_000;
  return (bytes) =>
    bytes >= 1000 * MB
      ? t('gigabytes', { size: number(bytes / (1000 * MB), { digits: 1 }) })
      : t('megabytes', { size: number(bytes / MB, { digits: 1 }) });
}
