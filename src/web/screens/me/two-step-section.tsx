/** The second step: a code of an authenticator after the password. */
import { Anchor, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { typedText } from '../../parts/typed-text.ts';
import { api, invalidate, type AnswerOf } from '../../api.ts';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import classes from './me.module.css';
import { OwnProblem } from './own-problem.tsx';
import { QrCode } from './qr-code.tsx';
import { useFocusOnMount } from './use-focus-on-mount.ts';

type Begun = AnswerOf<'beginTwoStep'>;
type Asking = 'begin' | 'end' | 'codes';

interface TwoStepSectionProps {
  readonly hasPassword: boolean;
  readonly isOn: boolean;
}

export function TwoStepSection({ hasPassword, isOn }: TwoStepSectionProps) {
  const t = useWords('me');
  const [asking, setAsking] = useState<Asking>();
  const [begun, setBegun] = useState<Begun>();
  const [codes, setCodes] = useState<readonly string[]>();
  const settle = () => {
    setAsking(undefined);
    setBegun(undefined);
    void invalidate('readWays', 'readDevices');
  };
  if (!hasPassword) return <Text>{t('twoStep.bySingleSignOn')}</Text>;
  return (
    <Stack align="flex-start">
      <Group>
        <ToneChip tone={isOn ? 'sent' : 'closed'} word={isOn ? t('twoStep.on') : t('twoStep.off')} />
      </Group>
      <Text className="rc-reading">{t('twoStep.text')}</Text>
      {asking === undefined && begun === undefined && (
        <Group>
          {!isOn && <Button onClick={() => setAsking('begin')}>{t('twoStep.begin')}</Button>}
          {isOn && (
            <Button variant="default" onClick={() => setAsking('codes')}>
              {t('twoStep.newCodes')}
            </Button>
          )}
          {isOn && (
            <Button variant="default" onClick={() => setAsking('end')}>
              {t('twoStep.end')}
            </Button>
          )}
        </Group>
      )}
      {asking !== undefined && begun === undefined && (
        <AskPassword
          asking={asking}
          onBegun={setBegun}
          onCodes={(list) => {
            setCodes(list);
            setAsking(undefined);
          }}
          onEnded={settle}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {begun !== undefined && <Confirm begun={begun} onDone={settle} onCancel={() => setBegun(undefined)} />}
      {codes !== undefined && <Codes codes={codes} />}
    </Stack>
  );
}

interface AskPasswordProps {
  readonly asking: Asking;
  readonly onBegun: (begun: Begun) => void;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onEnded: () => void;
  readonly onCancel: () => void;
}

function AskPassword({ asking, onBegun, onCodes, onEnded, onCancel }: AskPasswordProps) {
  const t = useWords('me');
  const field = useFocusOnMount<HTMLInputElement>();
  const { act, isBusy, error } = useActing([]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { password: typedText(new FormData(event.currentTarget), 'password') };
    if (asking === 'begin') void act(() => api.beginTwoStep({ body }), onBegun);
    if (asking === 'end') void act(() => api.endTwoStep({ body }), onEnded);
    if (asking === 'codes')
      void act(
        () => api.makeRecoveryCodes({ body }),
        (answer) => onCodes(answer.recoveryCodes),
      );
  };
  return (
    <form onSubmit={submit} noValidate style={{ inlineSize: '100%', maxInlineSize: '26rem' }}>
      <Stack>
        <OwnProblem error={error} />
        <PasswordInput
          ref={field}
          name="password"
          label={t('password.present')}
          description={t(`twoStep.why.${asking}`)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        />
        <Group>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t(`twoStep.go.${asking}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Confirm({
  begun,
  onDone,
  onCancel,
}: {
  readonly begun: Begun;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const t = useWords('me');
  const field = useId();
  const { act, isBusy, error } = useActing([]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = typedText(new FormData(event.currentTarget), 'code').trim();
    void act(() => api.confirmTwoStep({ body: { code: code.padEnd(6) } }), onDone);
  };
  return (
    <form onSubmit={submit} noValidate>
      <ol className={classes.steps}>
        <li>
          <Text>{t('twoStep.scan')}</Text>
          <QrCode text={begun.uri} label={t('twoStep.qr')} />
          <Text>{t('twoStep.key')}</Text>
          <Code block className={classes.key}>
            {begun.key.match(/.{1,4}/g)?.join(' ')}
          </Code>
          <Anchor href={begun.uri}>{t('twoStep.open')}</Anchor>
        </li>
        <li>
          <Text>{t('twoStep.keep')}</Text>
          <Codes codes={begun.recoveryCodes} />
        </li>
        <li>
          <label htmlFor={field}>{t('twoStep.code')}</label>
          <Stack gap="sm" maw="26rem">
            <OwnProblem error={error} />
            <TextInput id={field} name="code" autoComplete="one-time-code" inputMode="numeric" />
            <Group>
              <Button variant="default" onClick={onCancel}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={isBusy}>
                {t('twoStep.confirm')}
              </Button>
            </Group>
          </Stack>
        </li>
      </ol>
    </form>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const t = useWords('me');
  return (
    <Code block aria-label={t('twoStep.codes')} tabIndex={0}>
      {codes.join('\n')}
    </Code>
  );
}
