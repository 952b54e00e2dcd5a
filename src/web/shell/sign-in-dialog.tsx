import { Alert, Anchor, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useWords } from '../words/words.ts';
import type { Me } from './me.ts';
import { signInByCode, signInByPassword, signOut, type SignInAnswer } from './sign-in-requests.ts';

type Step = 'password' | 'code';

interface SignInDialogProps {
  readonly me: Me;
  /** So long after the last use the session ends. */
  readonly minutes: number;
  readonly onDone: () => void;
}

/** Over the page, for the same person only. What was typed below stays as it is; requests that waited go out afterwards. */
export function SignInDialog({ me, minutes, onDone }: SignInDialogProps) {
  const t = useWords('shell');
  const exact = useWords('exact');
  const { step, typed, setTyped, refusal, isBusy, submit, checkElsewhere } = useSignIn(me, onDone);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.title')}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{exact('signedOut', { count: minutes })}</Text>
          <Text size="sm">{t('signIn.as', { name: me.name })}</Text>
          <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
          <Secret step={step} typed={typed} onType={setTyped} />
          {refusal !== undefined && (
            <Alert color="red" variant="outline" role="alert">
              {refusal}
            </Alert>
          )}
          <Button type="submit" loading={isBusy}>
            {t('signIn.submit')}
          </Button>
          <Group justify="space-between">
            <Anchor href="/sign-in" target="_blank" rel="noopener">
              {t('signIn.elsewhere')}
            </Anchor>
            <Button variant="default" onClick={() => void checkElsewhere()}>
              {t('signIn.check')}
            </Button>
          </Group>
          <Anchor href="/sign-in">{t('signIn.leave')}</Anchor>
        </Stack>
      </form>
    </Modal>
  );
}

interface SecretProps {
  readonly step: Step;
  readonly typed: string;
  readonly onType: (text: string) => void;
}

function Secret({ step, typed, onType }: SecretProps) {
  const t = useWords('shell');
  const field = {
    value: typed,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onType(event.currentTarget.value),
    'data-autofocus': true,
    required: true,
    withAsterisk: false,
  };
  if (step === 'password')
    return (
      <PasswordInput
        {...field}
        label={t('signIn.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
      />
    );
  return (
    <TextInput
      {...field}
      label={t('signIn.code')}
      description={t('signIn.codeHint')}
      autoComplete="one-time-code"
      inputMode="numeric"
    />
  );
}

/** Password, then a code where the person has one, then: is it the same person? */
function useSignIn(me: Me, onDone: () => void) {
  const t = useWords('shell');
  const [step, setStep] = useState<Step>('password');
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const otherPerson = t('signIn.otherPerson', { name: me.name });

  const take = async (answer: SignInAnswer) => {
    setTyped('');
    if (answer === 'code') return setStep('code');
    if (answer !== 'in') return setRefusal(t(refusalWord(answer, step)));
    if ((await personSignedIn()) === me.personId) return onDone();
    await signOut();
    setRefusal(otherPerson);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefusal(undefined);
    setBusy(true);
    const request = step === 'code' ? signInByCode(typed) : signInByPassword(me.email, typed);
    void request.then(take).finally(() => setBusy(false));
  };
  const checkElsewhere = async () => {
    if ((await personSignedIn()) === me.personId) onDone();
    else setRefusal(otherPerson);
  };
  return { step, typed, setTyped, refusal, isBusy, submit, checkElsewhere };
}

function refusalWord(answer: Exclude<SignInAnswer, 'in' | 'code'>, step: Step): string {
  if (answer === 'too-many') return 'signIn.tooMany';
  return step === 'code' ? 'signIn.wrongCode' : 'signIn.wrong';
}

/** Past the dialog's own waiting: this question is not held up by it. */
async function personSignedIn(): Promise<string | undefined> {
  const response = await fetch('/api/me');
  return response.ok ? ((await response.json()) as { readonly personId: string }).personId : undefined;
}
