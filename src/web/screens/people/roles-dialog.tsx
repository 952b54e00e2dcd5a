/** What may a clerk do? The table of action and role, as the server itself has it. */
import { Modal, Table, Text } from '@mantine/core';
import { useApi } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';
import classes from './people.module.css';

export function RolesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords('people');
  const parts = useWords('parts');
  const roles = useApi('readRoles', undefined, { staleTime: Infinity });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('whatMayTitle')}
      size="80rem"
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <Text className="rc-reading" mb="md">
        {t('whatMayText')}
      </Text>
      <Loaded query={roles}>
        {(table) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          <div className={classes.table} tabIndex={0} role="region" aria-label={t('whatMayTitle')}>
            <Table striped withTableBorder>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('action')}</Table.Th>
                  {table.roles.map((role) => (
                    <Table.Th key={role} scope="col">
                      {t(`roles.${role}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {table.rows.map(({ action, scopes }) => (
                  <Table.Tr key={action}>
                    <Table.Th scope="row" fw={400}>
                      {t(`actions.${action}`)}
                    </Table.Th>
                    {table.roles.map((role) => (
                      <Table.Td key={role} className={scopes[role] === 'none' ? 'rc-dimmed' : undefined}>
                        {t(`scopes.${scopes[role] ?? 'none'}`)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </Modal>
  );
}
