/** Documents of a student: filing one, and those that were filed; what was moved or taken out is named with the reason. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { DateText, useDate } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { ToneChip } from '../status-chip.tsx';
import { MoveDocumentDialog, type Moving } from './move-document-dialog.tsx';
import { UploadForm } from './upload-form.tsx';
import entries from '../entries/entries.module.css';
import classes from './documents.module.css';

export type StudentDocument = AnswerOf<'readDocuments'>['items'][number];

export function Documents({
  student,
  isReadOnly = false,
}: {
  readonly student: string;
  readonly isReadOnly?: boolean;
}) {
  const t = useWords('documents');
  const mayFile = useMay('manage-case') && !isReadOnly;
  const documents = useApi('readDocuments', { params: { student }, query: { limit: 200 } });
  const [moving, setMoving] = useState<Moving | undefined>(undefined);
  return (
    <>
      {mayFile && <UploadForm student={student} />}
      <Loaded query={documents} failed={t('failed')} what={t('list')}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why={t('empty')} />
          ) : (
            <ul className={entries.list} aria-label={t('list')}>
              {items.map((document) => (
                <DocumentItem key={document.document} document={document} onMove={setMoving} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {moving !== undefined && <MoveDocumentDialog moving={moving} onClose={() => setMoving(undefined)} />}
    </>
  );
}

interface DocumentItemProps {
  readonly document: StudentDocument;
  readonly onMove: (moving: Moving) => void;
}

function DocumentItem({ document, onMove }: DocumentItemProps) {
  const t = useWords('documents');
  const { kind, title, receivedOn, days, note, state, by } = document;
  const date = useDate();
  const name = title === '' ? t(`kind.${kind}`) : `${t(`kind.${kind}`)}: ${title}`;
  return (
    <li data-state={state}>
      <div className={entries.when}>
        <DateText value={receivedOn} />
        <Text size="xs" className="rc-dimmed">
          {by}
        </Text>
      </div>
      <div>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="sm" className="rc-dimmed">
          {[...(document.mayOpen ? [document.fileName] : []), t(`type.${document.type}`), sizeText(document.size)].join(
            ' · ',
          )}
        </Text>
        {days.length > 0 && (
          <Text size="sm">{t('covers', { days: days.map((day) => date(day, 'day')).join(', ') })}</Text>
        )}
        {note !== '' && document.mayOpen && <Text size="sm">{note}</Text>}
        <StateOf document={document} />
        <Excusal document={document} />
      </div>
      <Doors document={document} name={name} onMove={onMove} />
    </li>
  );
}

function StateOf({
  document: { state, stateReason, stateBy, movedFrom, mayOpen },
}: {
  readonly document: StudentDocument;
}) {
  const t = useWords('documents');
  return (
    <>
      {state !== 'filed' && (
        <Text size="sm">
          <ToneChip tone="closed" word={t(`state.${state}`)} /> {t('because', { reason: stateReason, person: stateBy })}
        </Text>
      )}
      {movedFrom && <Text size="sm">{t('movedHere')}</Text>}
      {state === 'filed' && !mayOpen && <Text size="sm">{t('notForYou')}</Text>}
    </>
  );
}

function Excusal({ document: { excusal } }: { readonly document: StudentDocument }) {
  const t = useWords('documents');
  if (excusal === null) return null;
  const waits = excusal.holds.length === 0 ? '' : ` ${t('waits', { criteria: excusal.holds.join(', ') })}`;
  return (
    <Text size="sm">
      {t(`excusal.${excusal.state}`)}
      {waits}
    </Text>
  );
}

function Doors({ document, name, onMove }: DocumentItemProps & { readonly name: string }) {
  const t = useWords('documents');
  const params = { document: document.document };
  const isShown = ['pdf', 'png', 'jpg'].includes(document.type);
  return (
    <div className={`${classes.doors} rc-no-print`}>
      {document.mayOpen && isShown && (
        <Button
          size="compact-xs"
          variant="default"
          component="a"
          href={urlOf(contract.openDocument, { params })}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('openNamed', { name })}
        >
          {t('open')}
        </Button>
      )}
      {document.mayOpen && (
        <Button
          size="compact-xs"
          variant="default"
          component="a"
          href={urlOf(contract.openDocument, { params, query: { download: true } })}
          download
          aria-label={t('saveNamed', { name })}
        >
          {t('save')}
        </Button>
      )}
      {document.mayMove && document.state === 'filed' && (
        <>
          <Button size="compact-xs" variant="default" onClick={() => onMove({ action: 'move', document })}>
            {t('move')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => onMove({ action: 'take-out', document })}>
            {t('takeOut')}
          </Button>
        </>
      )}
      {document.mayMove && document.state === 'taken-out' && (
        <Button size="compact-xs" variant="default" onClick={() => onMove({ action: 'put-back', document })}>
          {t('putBack')}
        </Button>
      )}
    </div>
  );
}

/** `1.4 MB`. Unit: bytes. */
function sizeText(size: number): string {
  if (size < 1024 ** 2) return `${Math.max(1, Math.round(size / 1024))} KB`;
  return `${(size / 1024 ** 2).toFixed(1)} MB`;
}
