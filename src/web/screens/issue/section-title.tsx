import { Title } from '@mantine/core';

/** The heading of a part of the page. */
export function SectionTitle({ children }: { readonly children: string }) {
  return (
    <Title order={2} size="h3" mt="lg" mb="xs">
      {children}
    </Title>
  );
}
