import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { toast } from '../../parts/toast.ts';
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

/** More rows than a browser prints well; the file has them all. */
const MOST_PRINTED = 2000;

/** [Print] [CSV]: what matches, all of it. */
export function TakeAway({ school, choice, list, total }: TakeAwayProps) {
  const t = useWords('worklist');
  const mayExport = useMay('export');
  const [busy, setBusy] = useState<'print' | 'csv' | undefined>(undefined);
  const print = async () => {
    if (total > MOST_PRINTED) return toast(t('tooManyToPrint', { count: MOST_PRINTED }), 'failed');
    setBusy('print');
    await list.all().finally(() => setBusy(undefined));
    window.setTimeout(() => window.print());
  };
  const save = async () => {
    setBusy('csv');
    try {
      const file = await api.exportWorklist({ body: { ...withLists(asked(choice, school)), text: choice.text } });
      download(file, `worklist-${choice.tab}.csv`);
    } catch {
      toast(t('csvFailed'), 'failed');
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <Button variant="default" loading={busy === 'print'} onClick={() => void print()}>
        {t('print')}
      </Button>
      {mayExport && (
        <Button variant="default" loading={busy === 'csv'} onClick={() => void save()}>
          {t('csv')}
        </Button>
      )}
    </>
  );
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
