/** The person's own page: how they like the app, how they sign in, where they are signed in. */
import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageTitle } from '../../parts/page-title.tsx';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { Devices } from './devices.tsx';
import { PasswordSection } from './password-section.tsx';
import { PreferencesForm } from './preferences-form.tsx';
import { TwoStepSection } from './two-step-section.tsx';
import { useApi } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';

export function MeScreen() {
  const t = useWords('me');
  const people = useWords('people');
  const me = useMe();
  const ways = useApi('readWays');
  return (
    <Stack gap="xl" maw="48rem">
      <div>
        <PageTitle title={t('title')} />
        <Text>{me.name}</Text>
        <Text className="rc-dimmed">{[me.email, ...me.roles.map((role) => people(`roles.${role}`))].join(' · ')}</Text>
      </div>
      <Section title={t('likes')}>
        <PreferencesForm />
      </Section>
      <Section title={t('password.title')}>
        <Loaded query={ways} shape="text">
          {({ hasPassword, providers }) => <PasswordSection hasPassword={hasPassword} providers={providers} />}
        </Loaded>
      </Section>
      <Section title={t('twoStep.title')}>
        <Loaded query={ways} shape="text">
          {({ hasPassword, hasTwoStep }) => <TwoStepSection hasPassword={hasPassword} isOn={hasTwoStep} />}
        </Loaded>
      </Section>
      <Section title={t('devices.title')}>
        <Devices />
      </Section>
    </Stack>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
