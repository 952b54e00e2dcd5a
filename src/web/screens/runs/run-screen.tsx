/** One run: what it changed at which school, and what stood after it. */
import { Table, Text } from '@mantine/core';
import { useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { CHANGES } from './changes.ts';
import classes from './runs.module.css';
import { useDuration, useWho } from './words-of-jobs.ts';

type Details = AnswerOf<'readRun'>;

export function RunScreen() {
  const t = useWords('runs');
  const { run = '' } = useAddress();
  const details = useApi('readRun', { params: { run } });
  return (
    <Loaded query={details} isPage shape="page" failed={t('one.notLoaded')} what={t('one.what')}>
      {(answer) => <Run details={answer} />}
    </Loaded>
  );
}

function Run({ details }: { readonly details: Details }) {
  const t = useWords('runs');
  const date = useDate();
  const number = useNumber();
  const who = useWho();
  const duration = useDuration();
  const { startedAt, asOf, by, judged, students, seconds, packs, mode } = details;
  return (
    <>
      <PageTitle title={t('one.title', { moment: date(startedAt, 'moment') })} />
      <Text className="rc-reading">
        {t(mode === 'full' ? 'one.aboutFull' : 'one.aboutChanged', {
          day: date(asOf),
          by: who(by),
          judged: number(judged),
          students: number(students),
        })}{' '}
        {seconds !== null && t('one.took', { time: duration(seconds) })}
      </Text>
      <Text className="rc-dimmed">
        {t('one.packs', { packs: packs.map(({ title, version }) => `${title} ${version}`.trim()).join(' · ') })}
      </Text>
      <dl className={classes.figures}>
        {CHANGES.map((change) => (
          <div key={change}>
            <dt>{t(`column.${change}`)}</dt>
            <dd>{number(details[change])}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="run-changed" className={classes.section}>
        <h2 id="run-changed">{t('one.changed')}</h2>
        {details.changed.length === 0 ? (
          <EmptyState
            why={t(CHANGES.some((change) => details[change] > 0) ? 'one.changedSince' : 'one.changedNothing')}
          />
        ) : (
          <Counts rows={details.changed} packs={packs} caption={t('one.changed')} hasSchool />
        )}
      </section>
      <section aria-labelledby="run-standing" className={classes.section}>
        <h2 id="run-standing">{t('one.standing')}</h2>
        {details.standing.length === 0 ? (
          <EmptyState why={t('one.standingNothing')} />
        ) : (
          <Counts rows={details.standing} packs={packs} caption={t('one.standing')} />
        )}
      </section>
    </>
  );
}

interface CountsProps {
  readonly rows: readonly (Details['standing'][number] &
    Partial<Pick<Details['changed'][number], 'school' | 'schoolName'>>)[];
  /** Whose levels they are: named by their titles. */
  readonly packs: Details['packs'];
  readonly caption: string;
  readonly hasSchool?: boolean;
}

/** One line a level (and school), one column a decision that occurs. */
function Counts({ rows, packs, caption, hasSchool = false }: CountsProps) {
  const t = useWords('runs');
  const number = useNumber();
  const decisions = DECISIONS.filter((name) => rows.some(({ decision }) => decision === name));
  return (
    <Table className={classes.counts}>
      <caption className="rc-hidden">{caption}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('column.level')}</Table.Th>
          {hasSchool && <Table.Th scope="col">{t('column.school')}</Table.Th>}
          {decisions.map((name) => (
            <Table.Th scope="col" key={name} className={classes.figure}>
              {t(`decision.${name}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {linesOf(rows).map(({ key, pack, criterion, schoolName, counts }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" data-label={t('column.level')}>
              {criterion} <span className="rc-dimmed">{packs.find(({ id }) => id === pack)?.title ?? pack}</span>
            </Table.Th>
            {hasSchool && <Table.Td data-label={t('column.school')}>{schoolName}</Table.Td>}
            {decisions.map((name) => (
              <Table.Td
                key={name}
                className={classes.figure}
                data-label={t(`decision.${name}`)}
                data-none={!counts.has(name)}
              >
                {number(counts.get(name) ?? 0)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const DECISIONS = ['issue', 'held', 'issued', 'declined', 'suppressed', 'satisfied', 'noted'];

interface Line {
  readonly key: string;
  readonly pack: string;
  readonly criterion: string;
  readonly schoolName: string;
  readonly counts: Map<string, number>;
}

function linesOf(rows: CountsProps['rows']): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { pack, criterion, school = '', schoolName = '', decision, count } of rows) {
    const key = [pack, criterion, school].join(' ');
    const line = lines.get(key) ?? { key, pack, criterion, schoolName, counts: new Map<string, number>() };
    line.counts.set(decision, (line.counts.get(decision) ?? 0) + count);
    lines.set(key, line);
  }
  return [...lines.values()];
}
