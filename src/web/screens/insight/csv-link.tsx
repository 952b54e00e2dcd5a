/** The figures of a tab as a file, for those who may take files out. */
import { Anchor } from '@mantine/core';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

export function CsvLink({ of }: { readonly of: 'rates' | 'bands' | 'steps' }) {
  const t = useWords('insight');
  const { school } = useSchool();
  if (!useMay('export')) return null;
  return (
    <Anchor href={urlOf(contract.exportInsight, { query: { of, school: school ?? '' } })} download>
      {t('csv')}
    </Anchor>
  );
}
