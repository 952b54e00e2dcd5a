/** Something failed: what did not happen, what is still true, a code to quote, and the way on. */
import { Alert, Button, List, Text } from '@mantine/core';
import { ApiError } from '../api.ts';
import { fieldText } from './field-text.ts';
import { refusalText } from './refusal-text.ts';
import { useWords } from '../words/words.ts';
import { useDate } from './date-text.tsx';

interface ProblemAlertProps {
  readonly error: unknown;
  /** In words: "The list could not be loaded." */
  readonly title?: string;
  readonly onRetry?: () => void;
}

export function ProblemAlert({ error, title, onRetry }: ProblemAlertProps) {
  const t = useWords('parts');
  const textOf = useProblemText();
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <Alert color="red" variant="outline" role="alert" title={title} mb="md">
      <Text>{textOf(error)}</Text>
      {problem?.errors !== undefined && problem.errors.length > 0 && (
        <List mt="xs">
          {problem.errors.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <Field message={message} />
            </List.Item>
          ))}
        </List>
      )}
      {problem?.reference !== undefined && <Text mt="xs">{t('code', { code: problem.reference })}</Text>}
      {onRetry !== undefined && (
        <Button mt="sm" variant="default" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </Alert>
  );
}

/** The server speaks of fields in English, whatever the language of the page. */
function Field({ message }: { readonly message: string }) {
  const t = useWords('parts');
  const date = useDate();
  const { given, possible } = fieldText(message, date);
  return (
    <>
      {given !== undefined && (
        <>
          {t('field.given')} <span lang="en">{given}</span>. {t('field.possible')}{' '}
        </>
      )}
      <span lang="en">{possible}</span>
    </>
  );
}

/** What failed in a sentence: the app's words for a refusal, else the server's, else those of the problem's code. */
export function useProblemText(): (error: unknown) => string {
  const t = useWords('parts');
  const date = useDate();
  return (error) => {
    const problem = error instanceof ApiError ? error.problem : undefined;
    return refusalText(problem, date) ?? problem?.detail ?? t(`problems.${knownCode(problem?.code)}`);
  };
}

const KNOWN = new Set([
  'unreachable',
  'not-open',
  'not-found',
  'district-only',
  'refused',
  'in-progress',
  'changed',
  'stale',
  'too-large',
  'too-long',
  'wrong-type',
  'invalid',
  'too-many',
  'internal',
  'stopping',
]);

function knownCode(code: string | undefined): string {
  return code !== undefined && KNOWN.has(code) ? code : 'other';
}
