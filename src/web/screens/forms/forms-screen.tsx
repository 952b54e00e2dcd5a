/** Blank forms of the school: to print and fill in by hand where there is no time for more. */
import { Anchor, Table, Text } from '@mantine/core';
import { formsContract } from '../../../server/forms/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useLanguageName } from '../../parts/use-language-name.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

type Form = AnswerOf<'listForms'>['items'][number];

export function FormsScreen() {
  const t = useWords('forms');
  const { school, name } = useSchool();
  const forms = useApi('listForms', { query: { school: school ?? '' } });
  return (
    <>
      <PageTitle title={t('title')} />
      <Text mb="md" className="rc-reading">
        {t('text')}
      </Text>
      <Loaded query={forms} isPage failed={t('failed')} what={t('list', { name })}>
        {({ items }) => (
          <Table aria-label={t('title')} verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('columns.form')}</Table.Th>
                <Table.Th scope="col">{t('columns.from')}</Table.Th>
                <Table.Th scope="col">{t('columns.pdf')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((form) => (
                <FormRow key={form.form} form={form} school={school ?? ''} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </>
  );
}

function FormRow({ form, school }: { readonly form: Form; readonly school: string }) {
  const t = useWords('forms');
  const languageName = useLanguageName();
  const title = form.kind === 'sheet' ? t(`sheets.${form.form}`) : form.title;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {title}
      </Table.Th>
      <Table.Td>{form.pack === '' ? t('casework') : form.pack}</Table.Td>
      <Table.Td>
        {form.languages.map((language) => (
          <Anchor
            key={language}
            me="md"
            target="_blank"
            aria-label={`${title}, ${languageName(language)} (PDF)`}
            href={urlOf(formsContract.readForm, { params: { form: form.form }, query: { school, language } })}
          >
            {languageName(language)}
          </Anchor>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
