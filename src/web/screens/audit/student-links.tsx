/** Students of an entry by their opaque keys: a log names nobody. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

interface StudentLinksProps {
  readonly students: readonly string[];
  /** The rest is counted. */
  readonly most?: number;
}

export function StudentLinks({ students, most = 200 }: StudentLinksProps) {
  const t = useWords('audit');
  const maySee = useMay('see-student');
  const rest = students.length - most;
  return (
    <>
      {students.slice(0, most).map((student, at) => (
        <Fragment key={student}>
          {at > 0 && ', '}
          {maySee ? (
            <Anchor component={Link} to={`/students/${student}`}>
              {student}
            </Anchor>
          ) : (
            student
          )}
        </Fragment>
      ))}
      {rest > 0 && ` ${t('andMore', { count: rest })}`}
    </>
  );
}
