/** The fields of a person: name, e-mail, staff id, roles; with what they will see, in numbers. */
import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { ROLES, type Role } from '../../../access/roles.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import type { GrantText } from './use-roles-text.ts';
import { ReachText } from './reach-text.tsx';

export interface PersonTyped {
  readonly name: string;
  readonly email: string;
  readonly staffId: string;
  readonly grants: readonly GrantText[];
}

export type PersonWrong = Readonly<Partial<Record<'name' | 'email' | 'staffId' | 'grants', string>>>;

interface PersonFieldsProps {
  readonly typed: PersonTyped;
  readonly wrong: PersonWrong;
  readonly onType: (change: Partial<PersonTyped>) => void;
}

/** Roles of the whole district: no school is asked for. */
const OF_DISTRICT: ReadonlySet<Role> = new Set(['teacher', 'officer', 'district', 'system']);

export function PersonFields({ typed, wrong, onType }: PersonFieldsProps) {
  const t = useWords('people');
  return (
    <Stack>
      <TextInput
        label={t('fields.name')}
        value={typed.name}
        error={wrong.name}
        onChange={(event) => onType({ name: event.currentTarget.value })}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label={t('fields.email')}
        description={t('fields.emailHint')}
        type="email"
        value={typed.email}
        error={wrong.email}
        onChange={(event) => onType({ email: event.currentTarget.value })}
        autoComplete="off"
      />
      <TextInput
        label={t('fields.staffId')}
        description={t('fields.staffIdHint')}
        value={typed.staffId}
        error={wrong.staffId}
        onChange={(event) => onType({ staffId: event.currentTarget.value })}
        autoComplete="off"
      />
      <RoleFields typed={typed} wrong={wrong} onType={onType} />
      <ReachText grants={typed.grants} staffId={typed.staffId} />
    </Stack>
  );
}

function RoleFields({ typed, wrong, onType }: PersonFieldsProps) {
  const t = useWords('people');
  const { schools } = useMe();
  const change = (index: number, grant: Partial<GrantText>): void =>
    onType({ grants: typed.grants.map((one, place) => (place === index ? settled({ ...one, ...grant }) : one)) });
  const settled = ({ role, school }: GrantText): GrantText => ({
    role,
    school: OF_DISTRICT.has(role) ? null : (school ?? schools[0]?.school ?? null),
  });
  return (
    <Fieldset legend={t('fields.roles')}>
      <Stack gap="sm">
        {typed.grants.map(({ role, school }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a role has no other name than its place
          <Group key={index} align="flex-end" gap="xs">
            <NativeSelect
              label={t('fields.role')}
              value={role}
              data={ROLES.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
              onChange={(event) => change(index, { role: event.currentTarget.value as Role })}
              style={{ flex: '1 1 9rem' }}
            />
            {!OF_DISTRICT.has(role) && (
              <NativeSelect
                label={t('fields.school')}
                value={school ?? ''}
                data={schools.map((one) => ({ value: one.school, label: one.name }))}
                onChange={(event) => change(index, { school: event.currentTarget.value })}
                style={{ flex: '1 1 9rem' }}
              />
            )}
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('fields.removeRole', { role: t(`roles.${role}`) })}
              onClick={() => onType({ grants: typed.grants.filter((_, place) => place !== index) })}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
        {wrong.grants !== undefined && <Text className="rc-error">{wrong.grants}</Text>}
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onType({ grants: [...typed.grants, settled({ role: 'clerk', school: null })] })}
        >
          {t('fields.addRole')}
        </Button>
      </Stack>
    </Fieldset>
  );
}
