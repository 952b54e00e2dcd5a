import { Table } from '@mantine/core';

interface KeyTableProps {
  readonly title: string;
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** Keys and what they do. */
export function KeyTable({ title, keys }: KeyTableProps) {
  return (
    <Table mb="md" captionSide="top">
      <Table.Caption ta="start" fw={600} c="var(--rc-text)">
        {title}
      </Table.Caption>
      <Table.Tbody>
        {keys.map(([key, does]) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" w="10rem">
              <kbd>{key}</kbd>
            </Table.Th>
            <Table.Td>{does}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
