/** What the district has set, in one form: said first, changed with a reason, and who changed it before. */
import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { SettingsState } from '../../../server/system/contract.ts';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import classes from './system.module.css';
import { GENERAL_SETTINGS, useSettingText } from './setting-text.ts';

export function SettingsSection() {
  const t = useWords('system');
  const mayChange = useMay('manage-settings');
  const state = useApi('readSettings');
  const [isChanging, setChanging] = useState(false);
  return (
    <section aria-labelledby="system-settings" className={classes.section}>
      <h2 id="system-settings">{t('settings.title')}</h2>
      <Loaded query={state} failed={t('settings.failed')} what={t('settings.title')}>
        {(answer) => (
          <>
            <Settings state={answer} />
            {mayChange && (
              <Button variant="default" mt="md" className="rc-no-print" onClick={() => setChanging(true)}>
                {t('settings.change')}
              </Button>
            )}
            <Changes changes={answer.changes} />
            {isChanging && <SettingsDialog state={answer} onClose={() => setChanging(false)} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Settings({ state: { settings } }: { readonly state: SettingsState }) {
  const t = useWords('system');
  const textOf = useSettingText();
  return (
    <Table className={classes.lines}>
      <Table.Tbody>
        {GENERAL_SETTINGS.map((setting) => (
          <Table.Tr key={setting}>
            <Table.Th scope="row">{t(`settings.names.${setting}`)}</Table.Th>
            <Table.Td className="rc-reading">
              {textOf(setting, settings[setting])}
              <Text size="sm" className="rc-dimmed">
                {t(`settings.about.${setting}`)}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** `Mon Nov 16, 9:41, T. Brandt: A session without use: 60 minutes → 20 minutes. Shared desks` */
function Changes({ changes }: Pick<SettingsState, 'changes'>) {
  const t = useWords('system');
  const date = useDate();
  const textOf = useSettingText();
  if (changes.length === 0) return null;
  return (
    <>
      <h3 className={classes.changes}>{t('settings.changes')}</h3>
      <ul className={classes.list}>
        {changes.map(({ by, at, reason, changed }) => (
          <li key={at}>
            {t('settings.changed', {
              time: date(at, 'moment'),
              person: by,
              what: changed
                .map(({ setting, before, after }) =>
                  t('settings.one', {
                    name: t(`settings.names.${setting}`),
                    before: textOf(setting, before),
                    after: textOf(setting, after),
                  }),
                )
                .join('; '),
              reason,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
