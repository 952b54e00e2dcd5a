/** Blank forms of the school: to print and fill in by hand where there is no time for more. */
import { Anchor, Text } from '@mantine/core';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useLanguageName } from '../../parts/use-language-name.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import classes from './forms.module.css';

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
          <ul className={classes.list} aria-label={t('title')}>
            {items.map((form) => (
              <FormLine key={form.form} form={form} school={school ?? ''} />
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

function FormLine({ form, school }: { readonly form: Form; readonly school: string }) {
  const t = useWords('forms');
  const languageName = useLanguageName();
  const title = form.kind === 'sheet' ? t(`sheets.${form.form}`) : form.title;
  return (
    <li>
      <span className={classes.title}>
        {title}
        <Text span size="sm" className="rc-dimmed">
          {` · ${form.pack === '' ? t('casework') : form.pack}`}
        </Text>
      </span>
      <span className={classes.copies}>
        {form.languages.map((language) => (
          <Anchor
            key={language}
            target="_blank"
            aria-label={`${title}, ${languageName(language)} (PDF)`}
            href={urlOf(contract.readForm, { params: { form: form.form }, query: { school, language } })}
          >
            {`${languageName(language)} (PDF)`}
          </Anchor>
        ))}
      </span>
    </li>
  );
}
