/** What "alike" means here, what the figures cannot say, and what was left out of them. */
import { List, Text, Title } from '@mantine/core';
import type { DidItHelp, HelpShape } from '../../../server/did-it-help/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './did-it-help.module.css';

const LEFT_OUT = ['early', 'running', 'came', 'left', 'repeated', 'alone'] as const;

interface HelpLimitsProps {
  readonly line: HelpShape;
  readonly windowDays: number;
  readonly bands: DidItHelp['bands'];
}

export function HelpLimits({ line, windowDays, bands }: HelpLimitsProps) {
  const t = useWords('did-it-help');
  const number = useNumber();
  const list = (percents: readonly number[]): string => percents.map((one) => number(one)).join(', ');
  const isCampaign = line.family === 'campaign';
  const leftOut = LEFT_OUT.filter((why) => line.leftOut[why] > 0);
  return (
    <div className={classes.limits}>
      <section>
        <Title order={2} size="h3" mb="xs">
          {t('alike.title')}
        </Title>
        {(isCampaign ? ['1'] : ['1', '2', '3']).map((part) => (
          <Text key={part} className="rc-reading" mb="xs">
            {t(`${isCampaign ? 'alikeSchools' : 'alike'}.${part}`, {
              count: windowDays,
              before: list(bands.before),
              earlier: list(bands.earlier),
              unexcused: list(bands.unexcused),
            })}
          </Text>
        ))}
      </section>
      <section>
        <Title order={2} size="h3" mb="xs">
          {t('limits.title')}
        </Title>
        <List className="rc-reading" spacing="xs">
          <List.Item>{t('limits.chosen')}</List.Item>
          <List.Item>{t('limits.others')}</List.Item>
          {line.alikeLaterPercent > 0 && (
            <List.Item>{t('limits.later', { percent: line.alikeLaterPercent, count: windowDays })}</List.Item>
          )}
          <List.Item>{t('limits.chance')}</List.Item>
          <List.Item>{t('limits.year')}</List.Item>
        </List>
      </section>
      {leftOut.length > 0 && (
        <section>
          <Title order={2} size="h3" mb="xs">
            {t('leftOut.title', { count: leftOut.reduce((sum, why) => sum + line.leftOut[why], 0) })}
          </Title>
          <List className="rc-reading">
            {leftOut.map((why) => (
              <List.Item key={why}>
                {t(isCampaign && why === 'alone' ? 'leftOut.schools' : `leftOut.${why}`, { count: line.leftOut[why] })}
              </List.Item>
            ))}
          </List>
        </section>
      )}
    </div>
  );
}
