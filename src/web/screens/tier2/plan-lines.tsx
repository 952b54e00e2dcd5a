import { Button, Group, NativeSelect, TextInput, Title } from '@mantine/core';
import { newKey } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { hasDay, type DraftLine } from './plan-draft.ts';
import classes from './tier2.module.css';

const PARTS = [
  'strength',
  'family-does',
  'school-does',
  'helper',
  'need',
  'barrier',
  'support',
  'follow-up',
  'feedback',
] as const;

interface PlanLinesProps {
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** One line after the other; a team changes, adds and takes out as needed. */
export function PlanLines({ lines, onChange }: PlanLinesProps) {
  const t = useWords('tier2');
  const change = (key: string, part: Partial<DraftLine>): void =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = (part: DraftLine['part']): void =>
    onChange([...lines, { key: newKey(), part, prompt: '', words: '', who: '', dueOn: '' }]);
  return (
    <section className={classes.lines}>
      <Title order={2} size="h3">
        {t('plan.lines')}
      </Title>
      {lines.map((line, at) => {
        const label = line.prompt === '' ? t(`parts.${line.part}`) : line.prompt;
        return (
          <fieldset key={line.key} className={classes.planLine}>
            <legend>{t('plan.lineNo', { n: at + 1, part: t(`parts.${line.part}`) })}</legend>
            <TextInput
              label={label}
              value={line.words}
              maxLength={500}
              onChange={(event) => change(line.key, { words: event.currentTarget.value })}
            />
            <div className={classes.pairs}>
              <TextInput
                label={t('plan.who')}
                value={line.who}
                maxLength={120}
                onChange={(event) => change(line.key, { who: event.currentTarget.value })}
              />
              {hasDay(line.part) && (
                <TextInput
                  type="date"
                  label={t('plan.day')}
                  value={line.dueOn}
                  onChange={(event) => change(line.key, { dueOn: event.currentTarget.value })}
                />
              )}
            </div>
          </fieldset>
        );
      })}
      <Group align="end">
        <NativeSelect
          label={t('plan.add')}
          value=""
          onChange={(event) => {
            if (event.currentTarget.value !== '') add(event.currentTarget.value as DraftLine['part']);
          }}
          data={[
            { value: '', label: t('plan.addWhat') },
            ...PARTS.map((part) => ({ value: part, label: t(`parts.${part}`) })),
          ]}
        />
        <Button variant="default" onClick={() => onChange(lines.filter(({ words }) => words.trim() !== ''))}>
          {t('plan.dropEmpty')}
        </Button>
      </Group>
    </section>
  );
}
