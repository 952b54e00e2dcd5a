import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../parts/page-title.tsx';
import { useWords } from '../words/words.ts';
import { isWords } from './use-search.ts';

/** The words of the field, in one table. */
export function WordsHelp() {
  const say = useWords('glossary');
  const { t } = useTranslation('glossary');
  const all: unknown = t('words', { returnObjects: true });
  return (
    <div className="rc-reading">
      <PageTitle title={say('title')} />
      <Table>
        <Table.Tbody>
          {Object.entries(isWords(all) ? all : {}).map(([key, { word, meaning }]) => (
            <Table.Tr key={key} id={key}>
              <Table.Th scope="row" w="14rem" style={{ verticalAlign: 'top' }}>
                {word}
              </Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
