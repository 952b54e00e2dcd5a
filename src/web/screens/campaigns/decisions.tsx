import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import classes from './campaigns.module.css';

const ROLES = ['intervention-team', 'administrator', 'clerk'] as const;

export interface Decision {
  readonly what: string;
  readonly role: (typeof ROLES)[number];
  /** ISO; '' without a day. */
  readonly dueOn: string;
}

interface DecisionsProps {
  readonly decisions: readonly Decision[];
  readonly onChange: (decisions: readonly Decision[]) => void;
}

/** What was decided; each becomes a task. */
export function Decisions({ decisions, onChange }: DecisionsProps) {
  const t = useWords('campaigns');
  const change = (place: number, part: Partial<Decision>): void =>
    onChange(decisions.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <div className={classes.decisions}>
      {decisions.map((one, at) => (
        <fieldset key={at} className={classes.fieldset}>
          <legend>{t('meeting.decisionNo', { n: at + 1 })}</legend>
          <div className={classes.pairs}>
            <TextInput
              label={t('meeting.what')}
              value={one.what}
              maxLength={300}
              onChange={(event) => change(at, { what: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('meeting.who')}
              value={one.role}
              onChange={(event) => change(at, { role: event.currentTarget.value as Decision['role'] })}
              data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            />
            <TextInput
              type="date"
              label={t('meeting.by')}
              value={one.dueOn}
              onChange={(event) => change(at, { dueOn: event.currentTarget.value })}
            />
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange([...decisions, { what: '', role: 'intervention-team', dueOn: '' }])}
        >
          {t('meeting.addDecision')}
        </Button>
      </div>
    </div>
  );
}
