/** What a roster file would do, or everything that is wrong with it. */
import { Alert, List, Stack, Table, Text } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import { ToneChip } from '../../parts/status-chip.tsx';
import classes from './people.module.css';
import type { Roster } from './roster-dialog.tsx';
import { useRolesText } from './use-roles-text.ts';

export function RosterPreview({ plan }: { readonly plan: Roster }) {
  const t = useWords('people');
  if (plan.problems.length > 0) return <Problems problems={plan.problems} />;
  const countOf = (state: string): number => plan.lines.filter((line) => line.state === state).length;
  return (
    <Stack gap="sm">
      <Text role="status" fw={600}>
        {t('roster.summary', { new: countOf('new'), changed: countOf('changed'), same: countOf('same') })}
      </Text>
      {plan.notInFile > 0 && <Text>{t('roster.notInFile', { count: plan.notInFile })}</Text>}
      <Lines lines={plan.lines.filter(({ state }) => state !== 'same')} />
    </Stack>
  );
}

function Lines({ lines }: Pick<Roster, 'lines'>) {
  const t = useWords('people');
  const rolesText = useRolesText();
  if (lines.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.preview} tabIndex={0} role="region" aria-label={t('roster.preview')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('columns.state')}</Table.Th>
            <Table.Th scope="col">{t('columns.name')}</Table.Th>
            <Table.Th scope="col">{t('columns.roles')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ state, name, email, grants, ends }) => (
            <Table.Tr key={email}>
              <Table.Td>
                <ToneChip tone={state === 'new' ? 'sent' : 'waiting'} word={t(`roster.${state}`)} />
              </Table.Td>
              <Table.Td>
                {name}
                <Text size="sm" className="rc-dimmed">
                  {email}
                </Text>
              </Table.Td>
              <Table.Td>
                {rolesText(grants)}
                {ends.length > 0 && (
                  <Text size="sm" className="rc-warning">
                    {t('roster.ends', { roles: rolesText(ends) })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Problems({ problems }: Pick<Roster, 'problems'>) {
  const t = useWords('people');
  return (
    <Alert color="red" variant="outline" role="alert" title={t('roster.problems', { count: problems.length })}>
      <List className={classes.preview}>
        {problems.map(({ line, path, found, allowed }) => (
          <List.Item key={`${line ?? ''} ${path} ${found}`}>
            {t('roster.problem', { line: line ?? '–', column: path, found, allowed })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
