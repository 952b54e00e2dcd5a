import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { typedText } from '../../parts/typed-text.ts';
import { ApiError, api, queryClient, type AnswerOf } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useGo } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { signInByPassword } from '../sign-in/door.ts';

interface LinkFormProps {
  readonly token: string;
  readonly link: AnswerOf<'readOneTimeLink'>;
}

interface Typed {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

type Field = keyof Typed;

export function LinkForm({ token, link }: LinkFormProps) {
  const t = useWords('first-run');
  const { send, isBusy, wrong, error } = useLink(token, link);
  const isFirst = link.kind === 'first-administrator';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const of = (field: Field): string => typedText(typed, field);
    send({ name: of('name').trim(), email: of('email').trim(), password: of('password') });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {error !== undefined && <ProblemAlert error={error} />}
        {wrong.size > 0 && (
          <Alert color="red" variant="outline" role="alert">
            {t('wrong')}
          </Alert>
        )}
        {isFirst && <TextInput name="name" label={t('name')} autoComplete="name" error={wordOf('name')} />}
        {isFirst ? (
          <TextInput name="email" type="email" label={t('email')} autoComplete="username" error={wordOf('email')} />
        ) : (
          <TextInput name="email" type="email" label={t('email')} autoComplete="username" value={link.email} readOnly />
        )}
        <PasswordInput
          name="password"
          label={t('password')}
          description={t('passwordHint', { count: link.shortestPassword })}
          autoComplete="new-password"
          error={wordOf('password')}
          visibilityToggleButtonProps={{ 'aria-label': t('show') }}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {isFirst ? t('begin') : t('setPassword')}
        </Button>
      </Stack>
    </form>
  );

  function wordOf(field: Field): string | undefined {
    return wrong.has(field) ? t(`wrongFields.${field}`, { count: link.shortestPassword }) : undefined;
  }
}

/** Sends what was typed; where it went well, signs in and goes to the beginning. */
function useLink(token: string, { kind, email: own, shortestPassword }: LinkFormProps['link']) {
  const go = useGo();
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<ReadonlySet<Field>>(new Set());
  const [error, setError] = useState<unknown>();
  const isFirst = kind === 'first-administrator';

  const wrongOf = ({ name, email, password }: Typed): Field[] => [
    ...(isFirst && name === '' ? (['name'] as const) : []),
    ...(isFirst && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? (['email'] as const) : []),
    ...([...password].length < shortestPassword ? (['password'] as const) : []),
  ];
  const work = async (typed: Typed): Promise<void> => {
    const { password } = typed;
    const { email } = await (isFirst
      ? api.beginRollcall({ body: { token, ...typed } })
      : api.setPassword({ body: { token, password } }));
    const answer = await signInByPassword(email, password);
    queryClient.clear();
    go('next' in answer && answer.next === 'done' ? '/' : '/sign-in', { replace: true });
  };
  const send = (typed: Typed): void => {
    const fields = wrongOf({ ...typed, email: isFirst ? typed.email : own });
    setWrong(new Set(fields));
    setError(undefined);
    if (fields.length > 0) return;
    setBusy(true);
    void work(typed)
      .catch((failure: unknown) => setError(failure instanceof ApiError ? failure : new Error('unreachable')))
      .finally(() => setBusy(false));
  };
  return { send, isBusy, wrong, error };
}
