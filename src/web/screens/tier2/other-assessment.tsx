/** Another assessment than the page: a document that is filed with the student, chosen or filed here. */
import { Anchor, NativeSelect, Text } from '@mantine/core';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { UploadForm } from '../../parts/documents/upload-form.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

const MOST = 200;

interface OtherAssessmentProps {
  readonly student: string;
  /** Number of the document; null: none. */
  readonly document: number | null;
  readonly may: boolean;
  readonly onChoose: (document: number | null) => void;
}

export function OtherAssessment({ student, document, may, onChoose }: OtherAssessmentProps) {
  const t = useWords('tier2');
  const kinds = useWords('documents');
  const date = useDate();
  const found = useApi('readDocuments', { params: { student }, query: { limit: MOST } });
  const filed = (found.data?.items ?? []).filter(({ state }) => state === 'filed');
  const assessments = filed.filter(({ kind }) => kind === 'assessment');
  const others = filed.filter(({ kind }) => kind !== 'assessment');
  return (
    <>
      <NativeSelect
        label={t('causes.document')}
        description={t('causes.documentHint')}
        disabled={!may}
        value={document === null ? '' : String(document)}
        onChange={(event) => onChoose(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
        data={[
          { value: '', label: t('causes.noDocument') },
          ...[...assessments, ...others].map((one) => ({
            value: String(one.document),
            label: [kinds(`kind.${one.kind}`), one.title || one.fileName, date(one.receivedOn, 'short')].join(' · '),
          })),
        ]}
      />
      {document !== null && (
        <Text size="sm" my="xs">
          <Anchor href={`/api/documents/${document}/file`} target="_blank">
            {t('causes.openDocument')}
          </Anchor>
        </Text>
      )}
    </>
  );
}

/** Files one; below the page, which is a form of its own. */
export function FileAssessment({ student }: { readonly student: string }) {
  const t = useWords('tier2');
  if (!useMay('manage-case')) return null;
  return (
    <details className="rc-no-print">
      <summary>{t('causes.fileOne')}</summary>
      <UploadForm student={student} firstKind="assessment" />
    </details>
  );
}
