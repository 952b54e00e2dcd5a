/** Who signs, and how each did. */
import { Button, Text } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { ToneChip } from '../status-chip.tsx';
import type { AskingContract } from './contract-dialogs.tsx';
import type { Contract } from './contract-answers.ts';
import classes from './contracts.module.css';

type Signature = Contract['signatures'][number];

interface SignersProps {
  readonly contract: Contract;
  readonly isReadOnly: boolean;
  readonly onAsk: (asking: AskingContract) => void;
}

export function Signers({ contract, isReadOnly, onAsk }: SignersProps) {
  const t = useWords('contracts');
  const maySign = !isReadOnly && contract.may.includes('sign');
  return (
    <ul className={classes.signers} aria-label={t('signers')}>
      {contract.signatures.map((signature) => (
        <li key={signature.signature}>
          <span className={classes.who}>
            {signature.name}
            <Text span size="sm" className="rc-dimmed">{` · ${t(`part.${signature.part}`)}`}</Text>
          </span>
          <Signed signature={signature} />
          {maySign && signature.way === '' && (
            <>
              <Button
                size="compact-sm"
                aria-label={t('doors.signOf', { name: signature.name })}
                onClick={() => onAsk({ kind: 'sign', signature })}
              >
                {t('doors.sign')}
              </Button>
              {signature.excusedReason === '' && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('doors.excuseOf', { name: signature.name })}
                  onClick={() => onAsk({ kind: 'excuse', signature })}
                >
                  {t('doors.excuse')}
                </Button>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Signed({ signature }: { readonly signature: Signature }) {
  const t = useWords('contracts');
  const date = useDate();
  const { way, typed, strokes, witness, signedAt, excusedReason, name, part } = signature;
  const evidence = part === 'school' && way !== 'paper' ? 'signedInAs' : 'signedBefore';
  if (way === '')
    return excusedReason === '' ? (
      <ToneChip tone="waiting" word={t('notSigned')} />
    ) : (
      <Text size="sm">{t('excused', { reason: excusedReason })}</Text>
    );
  return (
    <>
      <ToneChip tone="sent" word={t(`way.${way}`)} />
      {typed !== '' && <em>{typed}</em>}
      {strokes !== null && <Drawing strokes={strokes} label={t('drawingOf', { name })} />}
      <Text size="sm" className="rc-dimmed">
        {t(evidence, { time: signedAt === null ? '' : date(signedAt, 'moment'), person: witness })}
      </Text>
    </>
  );
}

/** As it was drawn: the points are in thousandths of the width. */
function Drawing({ strokes, label }: { readonly strokes: NonNullable<Signature['strokes']>; readonly label: string }) {
  const high = Math.max(1, ...strokes.flat().map(([, y]) => y)) + 20;
  return (
    <svg className={classes.drawn} viewBox={`0 0 1000 ${high}`} role="img" aria-label={label}>
      <g fill="none" stroke="#1b2127" strokeWidth={8} strokeLinecap="round" strokeLinejoin="round">
        {strokes.map((stroke, at) => (
          <polyline key={at} points={stroke.map(([x, y]) => `${x},${y}`).join(' ')} />
        ))}
      </g>
    </svg>
  );
}
