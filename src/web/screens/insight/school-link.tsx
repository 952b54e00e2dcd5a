import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { contextPath } from '../../shell/addresses.ts';

/** The name of a school as a link to the same tab there. */
export function SchoolLink({
  school,
  name,
  tab,
}: {
  readonly school: string;
  readonly name: string;
  readonly tab: string;
}) {
  return (
    <Anchor component={Link} to={contextPath(school, `/insight/${tab}`)} inherit>
      {name}
    </Anchor>
  );
}
