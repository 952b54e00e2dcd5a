import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { TierCard } from '../../../server/tiers/shapes.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useOwnerText } from '../../parts/owner.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import classes from './tier2.module.css';

interface BoardCardProps {
  readonly card: TierCard;
  readonly level: '2' | '3';
  readonly onLeave: ((card: TierCard) => void) | null;
}

/** One student of the board: name, attendance, what comes next. */
export function BoardCard({ card, level, onLeave }: BoardCardProps) {
  const t = useWords('tier2');
  const { path } = useSchool();
  const mayManage = useMay('manage-tiers');
  return (
    <li className={classes.card}>
      <Anchor component={Link} to={path(`/tier2/${card.student}/match${level === '3' ? '?tier=3' : ''}`)}>
        {card.name}
      </Anchor>
      <Text size="sm" className="rc-dimmed">
        {t('gradeAt', { grade: card.grade, school: card.schoolName })}
      </Text>
      <CardLine card={card} level={level} />
      {mayManage && card.stage !== 'decided' && <MoveTo card={card} level={level} onLeave={onLeave} />}
    </li>
  );
}

function CardLine({ card, level }: Pick<BoardCardProps, 'card' | 'level'>) {
  const t = useWords('tier2');
  const ownerOf = useOwnerText('tier');
  const date = useDate();
  const number = useNumber();
  const { attendance, tier, stage, reviewOn, isDue, decision, owner } = card;
  return (
    <div className={classes.line}>
      {attendance !== null && (
        <Text span fw={600}>
          {t('attended', { percent: number(attendance) })}
        </Text>
      )}
      {tier === null && <ToneChip tone="due" word={t('new')} />}
      {stage === 'running' && reviewOn !== null && (
        <ToneChip
          tone={isDue ? 'returned' : 'sent'}
          word={t(isDue ? 'reviewDue' : 'reviewOn', { date: date(reviewOn, 'short') })}
        />
      )}
      {decision !== '' && <ToneChip tone="closed" word={t(`decided.${decision}`)} />}
      {tier !== null && stage !== 'decided' && (
        <Text size="sm">{ownerOf({ owner, schoolName: card.schoolName, tier: level === '3' ? 3 : 2 })}</Text>
      )}
    </div>
  );
}

/** What may come next, as links to where it is done: a student moves by doing the step. */
function MoveTo({ card, level, onLeave }: BoardCardProps) {
  const t = useWords('tier2');
  const { path } = useSchool();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const steps = STEPS[card.stage].filter((step) => level === '2' || step !== 'causes');
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={t('moveOf', { name: card.name })}
        onClick={() => setOpen(!isOpen)}
      >
        {t('move')}
      </Button>
      {isOpen && (
        <ul id={id} className={classes.moves}>
          {steps.map((step) => (
            <li key={step}>
              <Anchor
                component={Link}
                to={path(`/tier2/${card.student}/match?step=${step}${level === '3' ? '&tier=3' : ''}`)}
                size="sm"
              >
                {t(`steps.${step}`)}
              </Anchor>
            </li>
          ))}
          {card.tier !== null && card.stage !== 'running' && onLeave !== null && (
            <li>
              <Anchor component="button" type="button" size="sm" onClick={() => onLeave(card)}>
                {t('leave')}
              </Anchor>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

const STEPS = {
  'to-match': ['causes'],
  'to-plan': ['causes', 'plan'],
  running: ['plan', 'review'],
  decided: [],
} as const;
