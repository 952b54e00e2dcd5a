/** Who can see and do what, where: people, their roles, and what changed. */
import { Button, Group, NativeSelect, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { AnswerOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { usePeopleColumns } from './people-columns.tsx';
import { PersonPanel } from './person-panel.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { RosterDialog } from './roster-dialog.tsx';
import { usePeople } from './use-people.ts';
import { ROLES, type Role } from '../../../access/roles.ts';

export type PersonLine = AnswerOf<'listPeople'>['items'][number];

type Dialog = 'add' | 'roster' | 'roles';

export function PeopleScreen() {
  const t = useWords('people');
  const { school } = useSchool();
  const mayManage = useMay('manage-people');
  const [query] = useQueryText();
  const [dialog, setDialog] = useState<Dialog>();
  const [open, setOpen] = useState<Pick<PersonLine, 'person' | 'name'>>();
  const role = ROLES.find((one) => one === query['role']);
  const people = usePeople({ school: school ?? '', role, ended: query['ended'] === 'with' ? 'with' : 'without' });
  const columns = usePeopleColumns({ mayManage, onOpen: setOpen });
  return (
    <Stack gap="md">
      <PageTitle title={t('title')}>
        <Button variant="default" onClick={() => setDialog('roles')}>
          {t('whatMay')}
        </Button>
        {mayManage && (
          <Button variant="default" onClick={() => setDialog('roster')}>
            {t('roster.open')}
          </Button>
        )}
        {mayManage && <Button onClick={() => setDialog('add')}>{t('add.open')}</Button>}
      </PageTitle>
      <Filters role={role} />
      <Loaded query={people} isPage failed={t('failed')}>
        {({ items, total }) => (
          <SidePanel
            isOpen={open !== undefined}
            title={items.find(({ person }) => person === open?.person)?.name ?? open?.name ?? ''}
            onClose={() => setOpen(undefined)}
            panel={open !== undefined && <PersonPanel key={open.person} person={open.person} />}
          >
            {total === 0 ? (
              <EmptyState why={t('nobody')} />
            ) : (
              <Grid
                label={t('title')}
                columns={columns}
                rows={items}
                total={total}
                rowKey={({ person }) => person}
                onMore={people.more}
                isLoadingMore={people.isLoadingMore}
                onOpen={setOpen}
                openKey={open?.person}
                isDimmed={({ hasEnded }) => hasEnded}
              />
            )}
          </SidePanel>
        )}
      </Loaded>
      {dialog === 'add' && <AddPersonDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'roster' && <RosterDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'roles' && <RolesDialog onClose={() => setDialog(undefined)} />}
    </Stack>
  );
}

function Filters({ role }: { readonly role: Role | undefined }) {
  const t = useWords('people');
  const [query, setQuery] = useQueryText();
  return (
    <Group align="flex-end" gap="lg">
      <NativeSelect
        label={t('filterRole')}
        value={role ?? ''}
        data={[{ value: '', label: t('allRoles') }, ...ROLES.map((one) => ({ value: one, label: t(`roles.${one}`) }))]}
        onChange={(event) => setQuery({ role: event.currentTarget.value })}
      />
      <Switch
        label={t('withEnded')}
        checked={query['ended'] === 'with'}
        onChange={(event) => setQuery({ ended: event.currentTarget.checked ? 'with' : undefined })}
        mb={8}
      />
    </Group>
  );
}
