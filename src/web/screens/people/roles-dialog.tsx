/** What may a clerk do? The table of action and role, as the server itself has it. */
import { Modal, Text } from '@mantine/core';
import { useApi, type AnswerOf } from '../../api.ts';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';

type RolesLine = AnswerOf<'readRoles'>['rows'][number];

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
          <FiguresTable
            caption={t('whatMayTitle')}
            rows={table.rows}
            rowKey={({ action }) => action}
            columns={[
              { key: 'action', head: t('action'), cell: ({ action }) => t(`actions.${action}`) },
              ...table.roles.map((role) => ({
                key: role,
                head: t(`roles.${role}`),
                cell: ({ scopes }: RolesLine) => t(`scopes.${scopes[role]}`),
              })),
            ]}
          />
        )}
      </Loaded>
    </Modal>
  );
}
