/** Who answers for something that runs, with what may be done about it: give it to somebody, take it. */
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { OwnerShape } from '../../server/owners/contract.ts';
import { api, useApi, type Operation } from '../api.ts';
import { useMe } from '../shell/me.ts';
import { useWords } from '../words/words.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useActing } from './use-acting.ts';

export type OwnedThing = OwnerShape['thing'];

/** Pages and lists that say who answers. */
const CHANGES: readonly Operation[] = [
  'readOwner',
  'listOwned',
  'readCase',
  'listCases',
  'readStudentCases',
  'readCaseTimeline',
  'readPlan',
  'listPlans',
  'readTierBoard',
  'readStudentTier',
  'readCampaigns',
  'readReferral',
];

interface OwnerProps {
  readonly thing: OwnedThing;
  /** As `12`, or with its letter. */
  readonly id: string | number;
}

/** Reads it by itself: for a page of one thing. */
export function Owner({ thing, id }: OwnerProps) {
  const number = String(id).replace(/^\D+/, '');
  const owner = useApi('readOwner', { params: { thing, id: number } });
  if (owner.data === undefined) return null;
  return <OwnerLine owner={owner.data} />;
}

function OwnerLine({ owner }: { readonly owner: OwnerShape }) {
  const t = useWords('owners');
  const name = useOwnerName();
  return (
    <Group gap="xs">
      <Text size="sm">
        {t('answers', { person: name(owner) })}
        {owner.isByRule && owner.person !== null && ` (${t('byRule')})`}
      </Text>
      <GiveButtons owner={owner} />
    </Group>
  );
}

type Givable = Pick<OwnerShape, 'thing' | 'id' | 'person' | 'isByRule' | 'role' | 'schoolName' | 'mayGive' | 'mayTake'>;

/** "Take it", "Give to …": for who may. */
export function GiveButtons({ owner }: { readonly owner: Givable }) {
  const t = useWords('owners');
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES);
  const { thing, id, mayGive, mayTake } = owner;
  const take = (): void =>
    void act(() => api.giveOwner({ params: { thing, id }, body: { person: me.personId, reason: '' } }));
  return (
    <>
      {mayTake && (
        <Button size="compact-sm" variant="default" loading={isBusy} className="rc-no-print" onClick={take}>
          {t('take')}
        </Button>
      )}
      {mayGive && (
        <Button size="compact-sm" variant="subtle" className="rc-no-print" onClick={() => setAsking(true)}>
          {t('give')}
        </Button>
      )}
      {error !== null && <ProblemAlert error={error} />}
      {isAsking && <GiveDialog owner={owner} onClose={() => setAsking(false)} />}
    </>
  );
}

function GiveDialog({ owner, onClose }: { readonly owner: Givable; readonly onClose: () => void }) {
  const t = useWords('owners');
  const { thing, id, role, schoolName, isByRule, person: now } = owner;
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const people = useApi('listPossibleOwners', { params: { thing, id } });
  const [person, setPerson] = useState(isByRule || now === null ? '' : now.person);
  return (
    <ReasonDialog
      isOpen
      isOptional
      title={t('dialog.title')}
      text={t('dialog.text')}
      confirm={t('dialog.confirm')}
      onConfirm={(reason) => void act(() => api.giveOwner({ params: { thing, id }, body: { person, reason } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error ?? people.error}
    >
      <NativeSelect
        label={t('dialog.person')}
        data={[
          { value: '', label: t('dialog.rule', { role: t(`people.${role}`, { school: schoolName }) }) },
          ...(people.data?.people ?? []).map((one) => ({ value: one.person, label: one.name })),
        ]}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}

/** `Joy Okafor`, `you`, or `the attendance team of Oak Middle School`. */
export function useOwnerName(): (owner: Pick<OwnerShape, 'person' | 'role' | 'schoolName'>) => string {
  const t = useWords('owners');
  return ({ person, role, schoolName }) =>
    person === null
      ? t(`people.${role}`, { school: schoolName })
      : person.isMe
        ? t('you', { name: person.name })
        : person.name;
}

/** In a list: a name, else the people whose work it is. Input: `owner` '' where nobody was named. */
export function useOwnerText(
  thing: OwnedThing,
): (line: { readonly owner: string; readonly schoolName: string; readonly tier?: number | null }) => string {
  const t = useWords('owners');
  return useCallback(
    ({ owner, schoolName, tier }) =>
      owner === '' ? t(`people.${ROLE_OF[thing](tier ?? null)}`, { school: schoolName }) : owner,
    [t, thing],
  );
}

const team = (tier: number | null): string => (tier === 3 ? 'prevention-specialist' : 'intervention-team');
const ROLE_OF: Readonly<Record<OwnedThing, (tier: number | null) => string>> = {
  case: () => 'intervention-team',
  plan: team,
  tier: team,
  campaign: () => 'intervention-team',
  referral: () => 'administrator',
  contract: () => 'administrator',
};
