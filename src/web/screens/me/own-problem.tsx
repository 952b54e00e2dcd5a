/** Why an action of one's own account did not happen. */
import { Alert } from '@mantine/core';
import { ApiError } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';

const OWN = new Set(['wrong-password', 'wrong-code', 'too-many', 'changed']);

export function OwnProblem({ error }: { readonly error: unknown }) {
  const t = useWords('me');
  if (error === null) return null;
  if (!(error instanceof ApiError) || !OWN.has(error.problem.code)) return <ProblemAlert error={error} />;
  const { code, facts = {} } = error.problem;
  return (
    <Alert color="red" variant="outline" role="alert">
      {t(`problems.${code}`, { count: Number(facts['minutes'] ?? 1) })}
    </Alert>
  );
}
