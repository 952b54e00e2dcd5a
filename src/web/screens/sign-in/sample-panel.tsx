/** The sample district only: one sign-in for each role. */
import { Button, Text, Title } from '@mantine/core';
import type { AnswerOf } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import classes from './outside-frame.module.css';

interface SamplePanelProps {
  readonly people: AnswerOf<'readSignInOptions'>['sample'];
  readonly isBusy: boolean;
  readonly onChoose: (email: string, password: string) => void;
}

export function SamplePanel({ people, isBusy, onChoose }: SamplePanelProps) {
  const t = useWords('sign-in');
  const roles = useWords('people');
  return (
    <section className={classes.sample} aria-labelledby="sample-title">
      <Title order={2} size="h3" id="sample-title">
        {t('sample')}
      </Title>
      <Text className="rc-dimmed">{t('sampleText')}</Text>
      <ul className={classes.roles}>
        {people.map(({ role, name, email, password }) => (
          <li key={role}>
            <Button
              variant="default"
              fullWidth
              justify="space-between"
              disabled={isBusy}
              classNames={{ label: classes.role }}
              onClick={() => onChoose(email, password)}
            >
              <span>{roles(`roles.${role}`)}</span>
              <span className={classes.name}>{name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
