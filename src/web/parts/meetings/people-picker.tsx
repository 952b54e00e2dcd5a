/** Choosing who is invited: the family and the people of the school by a tick, others by name. */
import { Button, Checkbox, Fieldset, NativeSelect, Pill, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { INVITED_AS } from './invited-as.ts';
import type { AnswerOf, InputOf } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import classes from './meetings.module.css';

export type Candidate = AnswerOf<'readMeetingStart'>['candidates'][number];
export type Picked = NonNullable<NonNullable<InputOf<'invite'>>['body']>['invitees'][number];

interface PeoplePickerProps {
  readonly candidates: readonly Candidate[];
  readonly picked: readonly Picked[];
  readonly onChange: (picked: readonly Picked[]) => void;
}

export function PeoplePicker({ candidates, picked, onChange }: PeoplePickerProps) {
  const t = useWords('meetings');
  const isPicked = (candidate: Candidate) =>
    picked.some((one) => one.name === candidate.name && one.part === candidate.part);
  const toggle = (candidate: Candidate, isOn: boolean) => {
    const { relation: _, ...person } = candidate;
    onChange(
      isOn ? [...picked, person] : picked.filter(({ name, part }) => name !== person.name || part !== person.part),
    );
  };
  const others = picked.filter((one) => !candidates.some(({ name, part }) => name === one.name && part === one.part));
  return (
    <Fieldset legend={t('people')}>
      <Stack gap={6}>
        {candidates.map((candidate) => (
          <Checkbox
            key={`${candidate.part} ${candidate.name}`}
            label={labelOf(candidate, t(`part.${candidate.part}`))}
            description={candidate.email === '' ? t('noEmail') : undefined}
            checked={isPicked(candidate)}
            onChange={(event) => toggle(candidate, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      {others.length > 0 && (
        <Pill.Group mt="xs">
          {others.map((one) => (
            <Pill
              key={`${one.part} ${one.name}`}
              withRemoveButton
              onRemove={() => onChange(picked.filter((other) => other !== one))}
              removeButtonProps={{
                'aria-label': t('doors.takeOutOf', { name: one.name }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
            >
              {[one.name, one.organisation ?? ''].filter((part) => part !== '').join(', ')}
            </Pill>
          ))}
        </Pill.Group>
      )}
      <AddOther onAdd={(person) => onChange([...picked, person])} />
    </Fieldset>
  );
}

function labelOf({ name, relation, part }: Candidate, word: string): string {
  return part === 'teacher' && relation !== '' ? `${name} · ${word}, ${relation}` : `${name} · ${word}`;
}

/** Somebody who is on no list: of an agency, a support person, a teacher. */
function AddOther({ onAdd }: { readonly onAdd: (person: Picked) => void }) {
  const t = useWords('meetings');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [part, setPart] = useState<Picked['part']>('agency');
  const isWrong = email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email);
  const add = () => {
    onAdd({ part, name: name.trim(), email: email.trim(), organisation: organisation.trim() });
    setName('');
    setEmail('');
    setOrganisation('');
  };
  return (
    <>
      <Text size="sm" mt="sm" fw={600}>
        {t('other.title')}
      </Text>
      <div className={classes.fields}>
        <NativeSelect
          label={t('other.as')}
          data={INVITED_AS.map((one) => ({ value: one, label: t(`part.${one}`) }))}
          value={part}
          onChange={(event) => setPart(event.currentTarget.value as Picked['part'])}
        />
        <TextInput
          label={t('other.name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="off"
        />
        <TextInput
          label={t('other.organisation')}
          value={organisation}
          maxLength={200}
          onChange={(event) => setOrganisation(event.currentTarget.value)}
          autoComplete="off"
        />
        <TextInput
          label={t('other.email')}
          type="email"
          value={email}
          maxLength={200}
          error={isWrong ? t('other.wrongEmail') : undefined}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="off"
        />
        <Button variant="default" disabled={name.trim() === '' || isWrong} onClick={add}>
          {t('other.add')}
        </Button>
      </div>
    </>
  );
}
