/** A picture of the letterhead: what is there, another one, or none. */
import { Button, FileInput, Group, Image, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SchoolDetail } from '../../../server/schools/contract.ts';
import { useWords } from '../../words/words.ts';

interface PictureFieldProps {
  readonly field: 'logo' | 'signature';
  readonly own: SchoolDetail['own']['logo'];
  /** Base64; null: taken away; undefined: as it is. */
  readonly value: string | null | undefined;
  readonly onChange: (value: string | null | undefined) => void;
}

const LARGEST_BYTES = 1_000_000;
const TYPES = { svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg' } as const;

export function PictureField({ field, own, value, onChange }: PictureFieldProps) {
  const t = useWords('schools');
  const [chosen, setChosen] = useState<File | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const choose = (file: File | null): void => {
    const isLarge = file !== null && file.size > LARGEST_BYTES;
    setTooLarge(isLarge);
    setChosen(isLarge ? null : file);
    if (file === null || isLarge) onChange(undefined);
    else void base64Of(file).then(onChange);
  };
  const shown = value === undefined && own !== null ? `data:${TYPES[own.type]};base64,${own.base64}` : null;
  return (
    <Stack gap="xs">
      <FileInput
        label={t(`fields.${field}`)}
        description={t('pictureHint')}
        placeholder={t('chooseFile')}
        accept={Object.values(TYPES).join(',')}
        value={chosen}
        onChange={choose}
        error={isTooLarge ? t('tooLarge') : undefined}
        clearable
        clearButtonProps={{ 'aria-label': t('clearChoice') }}
      />
      {shown !== null && <Image src={shown} alt={t(`own.${field}`)} mah={80} maw={240} fit="contain" bg="white" />}
      {value === null && <Text>{t('takenAway')}</Text>}
      {own !== null && value === undefined && (
        <Group>
          <Button variant="default" size="xs" onClick={() => onChange(null)}>
            {t(`takeAway.${field}`)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
