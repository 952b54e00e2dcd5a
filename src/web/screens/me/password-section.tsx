/** The person's password: another one ends every other device. */
import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { typedText } from '../../parts/typed-text.ts';
import { api, invalidate } from '../../api.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { useFocusOnMount } from './use-focus-on-mount.ts';
import { OwnProblem } from './own-problem.tsx';

interface PasswordSectionProps {
  readonly hasPassword: boolean;
  readonly providers: readonly string[];
}

export function PasswordSection({ hasPassword, providers }: PasswordSectionProps) {
  const t = useWords('me');
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  const done = () => {
    setOpen(false);
    setDone(true);
    void invalidate('readDevices');
  };
  return (
    <Stack align="flex-start">
      {providers.length > 0 && <Text>{t('password.providers', { providers: providers.join(', ') })}</Text>}
      {!hasPassword && <Text>{t('password.none')}</Text>}
      {hasPassword && !isOpen && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('password.change')}
        </Button>
      )}
      <Text role="status" className="rc-done">
        {isDone ? t('password.done') : ''}
      </Text>
      {isOpen && <PasswordForm onDone={done} onCancel={() => setOpen(false)} />}
    </Stack>
  );
}

function PasswordForm({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel: () => void }) {
  const t = useWords('me');
  const { act, isBusy, error } = useActing([]);
  const field = useFocusOnMount<HTMLInputElement>();
  const [isShort, setShort] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const [password, next] = [typedText(typed, 'password'), typedText(typed, 'next')];
    setShort([...next].length < 12);
    if ([...next].length >= 12) void act(() => api.changePassword({ body: { password, next } }), onDone);
  };
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('password.show') } };
  return (
    <form onSubmit={submit} noValidate style={{ inlineSize: '100%', maxInlineSize: '26rem' }}>
      <Stack>
        <OwnProblem error={error} />
        <PasswordInput
          ref={field}
          name="password"
          label={t('password.present')}
          autoComplete="current-password"
          {...toggle}
        />
        <PasswordInput
          name="next"
          label={t('password.next')}
          description={t('password.hint')}
          autoComplete="new-password"
          error={isShort ? t('password.short') : undefined}
          {...toggle}
        />
        <Button type="submit" loading={isBusy}>
          {t('password.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Stack>
    </form>
  );
}
