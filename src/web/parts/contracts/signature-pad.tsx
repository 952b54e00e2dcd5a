/** A field to draw a signature in, by pen, finger or mouse. Who cannot draw types the name: both count the same. */
import { Button } from '@mantine/core';
import SignaturePad from 'signature_pad';
import { useEffect, useRef } from 'react';
import { useWords } from '../../words/words.ts';
import classes from './contracts.module.css';

export type Strokes = [number, number][][];

export function DrawSignature({ onChange }: { readonly onChange: (strokes: Strokes) => void }) {
  const t = useWords('contracts');
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  }, [onChange]);
  useEffect(() => {
    const field = canvas.current;
    if (field === null) return undefined;
    const ratio = window.devicePixelRatio;
    field.width = field.offsetWidth * ratio;
    field.height = field.offsetHeight * ratio;
    field.getContext('2d')?.scale(ratio, ratio);
    const made = new SignaturePad(field, { penColor: '#1b2127', minWidth: 1, maxWidth: 2.5 });
    pad.current = made;
    const tell = () => told.current(strokesOf(made, field.offsetWidth));
    made.addEventListener('endStroke', tell);
    return () => {
      made.removeEventListener('endStroke', tell);
      made.off();
    };
  }, []);
  const clear = () => {
    pad.current?.clear();
    onChange([]);
  };
  return (
    <div>
      <canvas ref={canvas} className={classes.pad} role="img" aria-label={t('sign.field')} />
      <Button size="compact-sm" variant="default" mt="xs" onClick={clear}>
        {t('sign.clear')}
      </Button>
    </div>
  );
}

/** In thousandths of the width of the field, whatever its size on this screen. */
function strokesOf(pad: SignaturePad, width: number): Strokes {
  const scaled = (value: number): number => Math.max(0, Math.min(1000, Math.round((value / width) * 1000)));
  return pad
    .toData()
    .map(({ points }) => points.map(({ x, y }): [number, number] => [scaled(x), scaled(y)]))
    .filter((points) => points.length > 0);
}
