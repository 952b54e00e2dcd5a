import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useSaveFile } from '../../parts/save-file.tsx';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { asked, withLists, type Choice } from './choice.ts';
import type { WorklistState } from './use-worklist.ts';

interface TakeAwayProps {
  readonly school: SchoolContext;
  readonly choice: Choice;
  readonly list: WorklistState;
  readonly total: number;
}

/** More rows than a browser prints well: then the server makes a PDF to print. */
const MOST_PRINTED = 2000;

/** [Print] [CSV]: what matches, all of it. */
export function TakeAway({ school, choice, list, total }: TakeAwayProps) {
  const t = useWords('worklist');
  const mayExport = useMay('export');
  const [isLoading, setLoading] = useState(false);
  const [paper, csv] = [useSaveFile(), useSaveFile()];
  const body = { ...withLists(asked(choice, school)), text: choice.text };
  const print = async () => {
    if (total > MOST_PRINTED) {
      await paper.save(() => api.printWorklist({ body }), `worklist-${choice.tab}.pdf`);
      return;
    }
    setLoading(true);
    await list.all().finally(() => setLoading(false));
    window.setTimeout(() => window.print());
  };
  return (
    <>
      <Button variant="default" loading={isLoading || paper.isBusy} onClick={() => void print()}>
        {total > MOST_PRINTED ? t('printPdf') : t('print')}
      </Button>
      {mayExport && (
        <Button
          variant="default"
          loading={csv.isBusy}
          onClick={() => void csv.save(() => api.exportWorklist({ body }), `worklist-${choice.tab}.csv`)}
        >
          {t('csv')}
        </Button>
      )}
    </>
  );
}
