/** The page of root causes: radio buttons only, what fits beside them, on one sheet of paper. */
import { Button, Checkbox, Radio, Text, Textarea, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api, useApi, type InputOf } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import { FileAssessment, OtherAssessment } from './other-assessment.tsx';
import { useTierAction } from './use-tier-action.ts';
import classes from './tier2.module.css';

type Answer = 'no' | 'some' | 'much' | 'unknown';
type Answers = Readonly<Record<string, Answer>>;
const ANSWERS: readonly Answer[] = ['no', 'some', 'much', 'unknown'];

interface CausesTabProps {
  readonly page: TierPage;
  readonly entry: NonNullable<TierPage['entry']>;
}

export function CausesTab({ page, entry }: CausesTabProps) {
  const t = useWords('tier2');
  const date = useDate();
  const [latest] = page.assessments;
  return (
    <>
      {latest !== undefined && (
        <Text size="sm" className="rc-dimmed" mb="sm">
          {t('causes.saved', { date: date(latest.at, 'moment'), person: latest.by })}
        </Text>
      )}
      {!entry.may.includes('match') && (
        <Text size="sm" className="rc-reading" mb="sm">
          {t(entry.may.includes('change') ? 'causes.running' : 'causes.readOnly')}
        </Text>
      )}
      <CausesForm key={latest?.at ?? ''} page={page} entry={entry} />
    </>
  );
}

/** What is typed on the page, and how it is saved. */
function useCauses({ page, entry }: CausesTabProps) {
  const t = useWords('tier2');
  const [latest] = page.assessments;
  const [answers, setAnswers] = useState<Answers>(latest?.answers ?? {});
  const [chosen, setChosen] = useState<readonly string[]>(latest?.chosen ?? []);
  const [practice, setPractice] = useState(latest?.practice ?? '');
  const [isOther, setOther] = useState(latest?.kind === 'other');
  const [note, setNote] = useState(latest?.note ?? '');
  const [document, setDocument] = useState<number | null>(latest?.document ?? null);
  const { isBusy, error, send } = useTierAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body: InputOf<'assessRootCauses'>['body'] = {
      kind: isOther ? 'other' : 'matching',
      answers: isOther ? {} : { ...answers },
      practice,
      chosen: [...chosen],
      document: isOther ? document : null,
      note,
    };
    void send(() => api.assessRootCauses({ params: { tier: entry.tier }, body }), t('causes.done'));
  };
  const typed = { answers, chosen, practice, isOther, note, document };
  return { ...typed, setAnswers, setChosen, setPractice, setOther, setNote, setDocument, isBusy, error, submit };
}

function CausesForm({ page, entry }: CausesTabProps) {
  const t = useWords('tier2');
  const form = useCauses({ page, entry });
  const { answers, isOther, error } = form;
  const may = entry.may.includes('match');
  return (
    <>
      <form onSubmit={form.submit} noValidate>
        {error !== null && <ProblemAlert error={error} />}
        <Checkbox
          mb="md"
          label={t('causes.other')}
          checked={isOther}
          disabled={!may}
          onChange={(event) => form.setOther(event.currentTarget.checked)}
        />
        <div className={classes.matching}>
          {isOther ? (
            <div>
              <OtherAssessment student={page.student} document={form.document} may={may} onChoose={form.setDocument} />
              <Textarea
                label={t('causes.otherNote')}
                description={t('causes.otherHint')}
                value={form.note}
                maxLength={2000}
                autosize
                minRows={4}
                onChange={(event) => form.setNote(event.currentTarget.value)}
              />
            </div>
          ) : (
            <Questions
              page={page}
              answers={answers}
              isReadOnly={!may}
              onAnswer={(code, answer) => form.setAnswers({ ...answers, [code]: answer })}
            />
          )}
          <Matches
            page={page}
            level={entry.level}
            answers={isOther ? {} : answers}
            chosen={form.chosen}
            isReadOnly={!may}
            onChoose={form.setChosen}
          />
        </div>
        <Textarea
          mt="md"
          label={t('causes.practice')}
          description={t('causes.practiceHint')}
          value={form.practice}
          maxLength={1000}
          autosize
          minRows={2}
          readOnly={!may}
          onChange={(event) => form.setPractice(event.currentTarget.value)}
        />
        {may && (
          <Button type="submit" mt="md" loading={form.isBusy} className="rc-no-print">
            {t('causes.save')}
          </Button>
        )}
      </form>
      {may && isOther && <FileAssessment student={page.student} />}
    </>
  );
}

interface QuestionsProps {
  readonly page: TierPage;
  readonly answers: Answers;
  readonly isReadOnly: boolean;
  readonly onAnswer: (code: string, answer: Answer) => void;
}

function Questions({ page, answers, isReadOnly, onAnswer }: QuestionsProps) {
  const t = useWords('tier2');
  const groups = Map.groupBy(page.causes, ({ group }) => group);
  return (
    <div>
      <Title order={2} size="h3">
        {t('causes.title')}
      </Title>
      {[...groups].map(([group, causes]) => (
        <section key={group}>
          <Title order={3} size="h4" mt="sm">
            {t(`groups.${group}`)}
          </Title>
          {causes.map(({ code, name }) => (
            <Radio.Group
              key={code}
              className={classes.question}
              label={name}
              value={answers[code] ?? ''}
              onChange={(value) => onAnswer(code, value as Answer)}
            >
              <div className={classes.answers}>
                {ANSWERS.map((answer) => (
                  <Radio key={answer} value={answer} label={t(`answers.${answer}`)} disabled={isReadOnly} />
                ))}
              </div>
            </Radio.Group>
          ))}
        </section>
      ))}
    </div>
  );
}

interface MatchesProps {
  readonly page: TierPage;
  readonly level: 2 | 3;
  readonly answers: Answers;
  readonly chosen: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** What fits, the strongest first; then what was chosen besides. */
function Matches({ page, level, answers, chosen, isReadOnly, onChoose }: MatchesProps) {
  const t = useWords('tier2');
  const matches = useApi(
    'matchInterventions',
    { body: { answers: { ...answers }, tier: level } },
    { staleTime: 60_000 },
  );
  const found = matches.data?.items ?? [];
  const others = page.interventions.filter(({ code }) => found.every((match) => match.code !== code));
  const nameOf = (code: string): string => page.causes.find((cause) => cause.code === code)?.name ?? code;
  const toggle = (code: string): void =>
    onChoose(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <section>
      <Title order={2} size="h3">
        {t('matches.title')}
      </Title>
      {(found.length === 0 || !isReadOnly) && (
        <Text size="sm" className="rc-dimmed" mb="xs">
          {t(found.length === 0 ? 'matches.none' : 'matches.hint')}
        </Text>
      )}
      {found.map(({ code, causes }) => {
        const one = page.interventions.find((entry) => entry.code === code);
        return (
          <Checkbox
            key={code}
            className={classes.match}
            checked={chosen.includes(code)}
            disabled={isReadOnly}
            onChange={() => toggle(code)}
            label={one?.name ?? code}
            description={[one?.dosage ?? '', causes.map(nameOf).join(', ')].filter((text) => text !== '').join(' · ')}
          />
        );
      })}
      <details className={classes.others}>
        <summary>{t('matches.others', { n: others.length })}</summary>
        {others.map(({ code, name, dosage }) => (
          <Checkbox
            key={code}
            className={classes.match}
            checked={chosen.includes(code)}
            disabled={isReadOnly}
            onChange={() => toggle(code)}
            label={name}
            description={dosage}
          />
        ))}
      </details>
    </section>
  );
}
