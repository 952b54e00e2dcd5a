/** Days that somebody asks to have excused: the attendance office accepts or refuses. */
import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { contract } from '../../../server/contract.ts';
import type { Excusal } from '../../../server/excusals/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { api, useApi, type Operation } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import classes from '../../parts/item-list.module.css';

type Action = Excusal['may'][number];

export function ExcusalsScreen() {
  const t = useWords('excusals');
  const { school } = useSchool();
  const [query, setQuery] = useQueryText();
  const show = query['show'] === 'all' ? 'all' : 'open';
  const list = useApi('listExcusals', { query: { school: school ?? '', show, limit: 200 } });
  const [asking, setAsking] = useState<{ readonly excusal: Excusal; readonly action: Action } | undefined>(undefined);
  return (
    <>
      <PageTitle title={t('title')} />
      <NativeSelect
        label={t('show')}
        data={[
          { value: 'open', label: t('open') },
          { value: 'all', label: t('all') },
        ]}
        value={show}
        onChange={(event) => setQuery({ show: event.currentTarget.value === 'all' ? 'all' : '' })}
        maw={240}
        mb="md"
        className="rc-no-print"
      />
      <Loaded query={list} isPage failed={t('failed')} what={t('waiting')}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why={show === 'all' ? t('emptyAll') : t('empty')} />
          ) : (
            <ul className={classes.list} aria-label={t('title')}>
              {items.map((excusal) => (
                <ExcusalItem
                  key={excusal.excusal}
                  excusal={excusal}
                  onAsk={(action) => setAsking({ excusal, action })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking !== undefined && <DecideDialog {...asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}

const TONES: Readonly<Record<Excusal['state'], StatusTone>> = {
  proposed: 'due',
  accepted: 'waiting',
  refused: 'closed',
  shown: 'sent',
  withdrawn: 'closed',
};

function ExcusalItem({ excusal, onAsk }: { readonly excusal: Excusal; readonly onAsk: (action: Action) => void }) {
  const t = useWords('excusals');
  const date = useDate();
  const { student, name, grade, schoolName, days, reason, state, by, madeAt, holds, decidedBy, decidedReason } =
    excusal;
  return (
    <li>
      <div>
        <Anchor component={Link} to={`/students/${student}`}>
          {name}
        </Anchor>{' '}
        <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
        <Text size="sm" className="rc-dimmed">
          {[grade, schoolName].filter((part) => part !== '').join(' · ')}
        </Text>
      </div>
      <div>
        <Text size="sm" fw={600}>
          {days.map((day) => date(day, 'day')).join(', ')}
        </Text>
        <Text size="sm">{reason}</Text>
        <Text size="xs" className="rc-dimmed">
          {[
            `${t('column.by')} ${by}, ${date(madeAt, 'short')}`,
            ...(holds.length === 0 ? [] : [`${t('column.holds')} ${holds.join(', ')}`]),
          ].join(' · ')}
        </Text>
        {decidedBy !== '' && (
          <Text size="xs" className="rc-dimmed">
            {[decidedBy, decidedReason].filter((part) => part !== '').join(': ')}
          </Text>
        )}
      </div>
      <Doors excusal={excusal} onAsk={onAsk} />
    </li>
  );
}

function Doors({ excusal, onAsk }: { readonly excusal: Excusal; readonly onAsk: (action: Action) => void }) {
  const t = useWords('excusals');
  const { document, may } = excusal;
  return (
    <div className={`${classes.doors} rc-no-print`}>
      {document !== null && (
        <Anchor
          href={urlOf(contract.openDocument, { params: { document } })}
          target="_blank"
          rel="noopener noreferrer"
          size="sm"
        >
          {t('document')}
        </Anchor>
      )}
      {may.map((action) => (
        <Button
          key={action}
          size="compact-sm"
          variant={action === 'accept' ? 'filled' : 'default'}
          onClick={() => onAsk(action)}
        >
          {t(`actions.${action}`)}
        </Button>
      ))}
    </div>
  );
}

interface DecideDialogProps {
  readonly excusal: Excusal;
  readonly action: Action;
  readonly onClose: () => void;
}

const CHANGES: readonly Operation[] = ['listExcusals', 'readDocuments', 'readCase', 'readWorklistSummary'];

function DecideDialog({ excusal, action, onClose }: DecideDialogProps) {
  const t = useWords('excusals');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      isOptional={action === 'accept'}
      title={t(`ask.${action}.title`)}
      text={t(`ask.${action}.text`)}
      confirm={t(`ask.${action}.confirm`)}
      onConfirm={(reason) =>
        void act(() => api.decideExcusal({ params: { excusal: excusal.excusal }, body: { action, reason } }))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
