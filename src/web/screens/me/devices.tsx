/** The devices on which the person is signed in. */
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { api, invalidate, useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords, type Say } from '../../words/words.ts';
import { OwnProblem } from './own-problem.tsx';

type Device = AnswerOf<'readDevices'>['items'][number];

export function Devices() {
  const t = useWords('me');
  const devices = useApi('readDevices');
  const { act, isBusy, error } = useActing([]);
  const anew = () => void invalidate('readDevices');
  return (
    <Loaded query={devices} failed={t('devices.failed')}>
      {({ items }) => (
        <Stack align="flex-start">
          <OwnProblem error={error} />
          <List listStyleType="none" spacing="sm" w="100%">
            {items.map((device) => (
              <List.Item key={device.session} styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}>
                <DeviceLine
                  device={device}
                  onEnd={() => void act(() => api.signOutDevice({ params: { session: device.session } }), anew)}
                />
              </List.Item>
            ))}
          </List>
          {items.length > 1 && (
            <Button variant="default" loading={isBusy} onClick={() => void act(() => api.signOutOthers(), anew)}>
              {t('devices.endOthers')}
            </Button>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

function DeviceLine({ device, onEnd }: { readonly device: Device; readonly onEnd: () => void }) {
  const t = useWords('me');
  const date = useDate();
  const name = nameOf(device.userAgent, t);
  const facts = [
    t('devices.since', { time: date(device.signedInAt, 'moment') }),
    t('devices.seen', { time: date(device.lastSeenAt, 'moment') }),
    device.address,
  ];
  return (
    <Group justify="space-between" align="center">
      <div>
        <Text fw={600}>{device.isThis ? t('devices.this', { name }) : name}</Text>
        <Text size="sm" className="rc-dimmed">
          {facts.filter((fact) => fact !== '').join(' · ')}
        </Text>
      </div>
      {!device.isThis && (
        <Button variant="default" aria-label={t('devices.endOne', { name })} onClick={onEnd}>
          {t('devices.end')}
        </Button>
      )}
    </Group>
  );
}

/** "Chrome on Windows", from what the browser says of itself. */
function nameOf(userAgent: string, t: Say): string {
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  const system = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['CrOS', 'ChromeOS'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['Linux', 'Linux'],
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  if (browser === undefined || system === undefined) return t('devices.unknown');
  return t('devices.name', { browser, system });
}
