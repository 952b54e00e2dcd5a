/** One person: what they are, what changed and why; for who may: change, link, sign out, end. */
import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { PersonActions } from './person-actions.tsx';
import { PersonChanges } from './person-changes.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonForm } from './person-form.tsx';

export type PersonDetail = AnswerOf<'readPerson'>;

export function PersonPanel({ person }: { readonly person: string }) {
  const t = useWords('people');
  const detail = useApi('readPerson', { params: { person } });
  const mayManage = useMay('manage-people');
  const [isEditing, setEditing] = useState(false);
  return (
    <Loaded query={detail} shape="text" failed={t('failedOne')}>
      {(answer) => (
        <Stack>
          {isEditing ? (
            <PersonForm key={answer.revision} detail={answer} onDone={() => setEditing(false)} />
          ) : (
            <PersonFacts detail={answer} />
          )}
          {mayManage && !isEditing && <PersonActions detail={answer} onEdit={() => setEditing(true)} />}
          <PersonChanges changes={answer.changes} />
        </Stack>
      )}
    </Loaded>
  );
}
