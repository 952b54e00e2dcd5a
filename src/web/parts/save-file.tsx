/** A button that asks the server for a file and saves it; what goes wrong is said in words, never saved as a file. */
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useProblemText } from './problem-alert.tsx';
import { toast } from './toast.ts';

interface SaveFileProps {
  readonly read: () => Promise<Blob>;
  /** As the browser saves it; holds no student's name or number. */
  readonly name: string;
  /** What a reader hears, where what stands on the button is short. */
  readonly label?: string;
  readonly children: ReactNode;
}

export function SaveFile({ read, name, label, children }: SaveFileProps) {
  const { save, isBusy } = useSaveFile();
  return (
    <Button variant="default" loading={isBusy} aria-label={label} onClick={() => void save(read, name)}>
      {children}
    </Button>
  );
}

/** The same for a button of one's own. `save` tells whether it was saved. */
export function useSaveFile(): {
  readonly save: (read: () => Promise<Blob>, name: string) => Promise<boolean>;
  readonly isBusy: boolean;
} {
  const [isBusy, setBusy] = useState(false);
  const textOf = useProblemText();
  const save = async (read: () => Promise<Blob>, name: string): Promise<boolean> => {
    setBusy(true);
    try {
      download(await read(), name);
      return true;
    } catch (error) {
      toast(textOf(error), 'failed');
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { save, isBusy };
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
