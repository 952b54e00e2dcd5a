/** The ways of messages: set up or not, on or off, from which address; when families get them; and a test to oneself. */
import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ChannelsState } from '../../../server/channels/contract.ts';
import type { SettingsState } from '../../../server/system/contract.ts';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { ChannelsDialog } from './channels-dialog.tsx';
import { useSettingText } from './setting-text.ts';
import classes from './system.module.css';
import { TestDialog, type Way } from './test-dialog.tsx';

export function ChannelsSection() {
  const t = useWords('system');
  const channels = useApi('readChannels');
  const settings = useApi('readSettings');
  return (
    <section aria-labelledby="system-channels" className={classes.section}>
      <h2 id="system-channels">{t('channels.title')}</h2>
      <Loaded query={channels} failed={t('channels.failed')} what={t('channels.title')}>
        {(answer) => <Channels channels={answer} settings={settings.data} />}
      </Loaded>
    </section>
  );
}

interface ChannelsProps {
  readonly channels: ChannelsState;
  /** Not there yet: nothing can be changed. */
  readonly settings: SettingsState | undefined;
}

function Channels({ channels, settings }: ChannelsProps) {
  const t = useWords('system');
  const mayChange = useMay('manage-settings');
  const [open, setOpen] = useState<'change' | Way>();
  const close = (): void => setOpen(undefined);
  const { email, text } = channels;
  return (
    <>
      <Table className={classes.lines}>
        <Table.Tbody>
          <WayRow name={t('settings.names.email')} way={email} lines={useMailLines(email)} />
          <WayRow name={t('settings.names.text')} way={text} lines={useTextLines(text)} />
          <FamilyRow family={channels.family} />
        </Table.Tbody>
      </Table>
      {mayChange && (
        <Group mt="md" className="rc-no-print">
          <Button variant="default" disabled={settings === undefined} onClick={() => setOpen('change')}>
            {t('channels.change')}
          </Button>
          {email.isSet && (
            <Button variant="default" onClick={() => setOpen('email')}>
              {t('channels.testEmail')}
            </Button>
          )}
          {text.isSet && (
            <Button variant="default" onClick={() => setOpen('text')}>
              {t('channels.testText')}
            </Button>
          )}
        </Group>
      )}
      {open === 'change' && settings !== undefined && <ChannelsDialog state={settings} onClose={close} />}
      {(open === 'email' || open === 'text') && <TestDialog way={open} ownEmail={channels.ownEmail} onClose={close} />}
    </>
  );
}

interface WayRowProps {
  readonly name: string;
  readonly way: { readonly isSet: boolean; readonly isOn: boolean };
  readonly lines: readonly string[];
}

function WayRow({ name, way, lines }: WayRowProps) {
  const t = useWords('system');
  const state = way.isSet ? (way.isOn ? 'on' : 'off') : 'not-set';
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>
        <ToneChip tone={state === 'on' ? 'sent' : 'returned'} word={t(`channels.states.${state}`)} />
      </Table.Td>
      <Table.Td className={`rc-reading ${classes.long}`}>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

function useMailLines({ isSet, isOn, from, server, hasPassword }: ChannelsState['email']): readonly string[] {
  const t = useWords('system');
  if (!isSet) return [t('channels.emailNotSet')];
  return [
    t('channels.from', { from }),
    t('channels.server', { server }),
    t(hasPassword ? 'channels.password' : 'channels.noPassword'),
    ...(isOn ? [] : [t('mailOff')]),
  ];
}

function useTextLines({ isSet, isOn, from, server, answersTo }: ChannelsState['text']): readonly string[] {
  const t = useWords('system');
  if (!isSet) return [t('channels.textNotSet')];
  return [
    t('channels.from', { from }),
    t('channels.provider', { server }),
    t('channels.token'),
    answersTo === '' ? t('channels.noAnswers') : t('channels.answers', { url: answersTo }),
    ...(isOn ? [] : [t('textOff')]),
  ];
}

function FamilyRow({ family }: Pick<ChannelsState, 'family'>) {
  const t = useWords('system');
  const date = useDate();
  const textOf = useSettingText();
  const { days, from, until, opensAt, waiting } = family;
  return (
    <Table.Tr>
      <Table.Th scope="row">{t('channels.family')}</Table.Th>
      <Table.Td>
        <ToneChip
          tone={opensAt === null ? 'sent' : 'waiting'}
          word={t(opensAt === null ? 'channels.states.now' : 'channels.states.waits')}
        />
      </Table.Td>
      <Table.Td className="rc-reading">
        <div>
          {t('channels.hours', {
            days: textOf('familyDays', days),
            from: textOf('familyFrom', from),
            until: textOf('familyUntil', until),
          })}
        </div>
        {opensAt !== null && <div>{t('channels.opens', { time: date(opensAt, 'moment') })}</div>}
        {waiting > 0 && <div>{t('channels.waiting', { count: waiting })}</div>}
        <Text size="sm" className="rc-dimmed">
          {t('channels.aboutFamily')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
