/** Before anybody is signed in: single sign-on, password, second step; on the sample district one button for each role. */
import { Anchor, Button, Divider, Group, Stack, Text, TextInput, PasswordInput } from '@mantine/core';
import { Suspense, useState, type FormEvent } from 'react';
import { typedText } from '../../parts/typed-text.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { useFocusOnMount } from '../me/use-focus-on-mount.ts';
import { OutsideFrame } from './outside-frame.tsx';
import { SamplePanel } from './sample-panel.tsx';
import { useDoor } from './use-door.ts';
import { useWords } from '../../words/words.ts';

export function SignInScreen() {
  const t = useWords('sign-in');
  const options = useApi('readSignInOptions', undefined, { staleTime: 60_000 });
  const door = useDoor();
  const { districtName = '', help = '', providers = [], sample = [] } = options.data ?? {};
  return (
    <OutsideFrame
      title={t('title')}
      districtName={districtName}
      problem={door.problem}
      aside={
        sample.length > 0 && (
          <Suspense fallback={null}>
            <SamplePanel people={sample} isBusy={door.isBusy} onChoose={door.byPassword} />
          </Suspense>
        )
      }
    >
      {door.step === 'code' ? (
        <CodeForm isBusy={door.isBusy} onCode={door.byCode} onBack={door.back} />
      ) : (
        <>
          <Providers providers={providers} isBusy={door.isBusy} onChoose={door.byProvider} />
          <PasswordForm isBusy={door.isBusy} onPassword={door.byPassword} />
        </>
      )}
      <Help text={help} />
    </OutsideFrame>
  );
}

function Providers({
  providers,
  isBusy,
  onChoose,
}: {
  readonly providers: AnswerOf<'readSignInOptions'>['providers'];
  readonly isBusy: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const t = useWords('sign-in');
  if (providers.length === 0) return null;
  return (
    <>
      <Stack gap="sm">
        {providers.map(({ id, name }) => (
          <Button key={id} variant="default" size="md" disabled={isBusy} onClick={() => onChoose(id)}>
            {t('continueWith', { provider: name })}
          </Button>
        ))}
      </Stack>
      <Divider label={t('or')} labelPosition="center" classNames={{ label: 'rc-dimmed' }} />
    </>
  );
}

function PasswordForm({
  isBusy,
  onPassword,
}: {
  readonly isBusy: boolean;
  readonly onPassword: (email: string, password: string) => void;
}) {
  const t = useWords('sign-in');
  const field = useFocusOnMount<HTMLInputElement>();
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const [email, password] = [typedText(typed, 'email').trim(), typedText(typed, 'password')];
    setMissing(email === '' || password === '');
    if (email !== '' && password !== '') onPassword(email, password);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={field}
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          error={isMissing ? t('both') : undefined}
        />
        <PasswordInput
          name="password"
          label={t('password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('show') }}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}

function CodeForm({
  isBusy,
  onCode,
  onBack,
}: {
  readonly isBusy: boolean;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}) {
  const t = useWords('sign-in');
  const field = useFocusOnMount<HTMLInputElement>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(typedText(new FormData(event.currentTarget), 'code'));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={field}
          name="code"
          label={t('code')}
          description={t('codeHint')}
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {t('submit')}
        </Button>
        <Anchor component="button" type="button" ta="start" onClick={onBack}>
          {t('back')}
        </Anchor>
      </Stack>
    </form>
  );
}

function Help({ text }: { readonly text: string }) {
  const t = useWords('sign-in');
  return (
    <Group gap="xs">
      <Text className="rc-dimmed">{text === '' ? t('helpOffice') : t('helpAsk', { whom: text })}</Text>
    </Group>
  );
}
