/** Did it help? Attendance before and after a kind of response, beside students alike who had none: the verdict, then its limits. */
import { Anchor, Group, NativeSelect, Text } from '@mantine/core';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import type { DidItHelp as Answer, HelpShape } from '../../../server/did-it-help/contract.ts';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { HelpFigures } from './did-it-help-figures.tsx';
import { HelpLimits } from './did-it-help-limits.tsx';
import { HelpOverview } from './did-it-help-overview.tsx';
import { useResponseName } from './did-it-help-words.ts';

export function DidItHelp() {
  const t = useWords('did-it-help');
  const { school, name } = useSchool();
  const answer = useApi('readDidItHelp', { query: { school: school ?? '' } });
  return (
    <Loaded query={answer} isPage failed={t('failed')} what={t('waiting', { name })}>
      {(found) => <Page answer={found} />}
    </Loaded>
  );
}

function Page({ answer }: { readonly answer: Answer }) {
  const t = useWords('did-it-help');
  const date = useDate();
  const [query, setQuery] = useQueryText();
  const { responses, state, asOf, needed, windowDays } = answer;
  const shown = chosen(responses, query['of'] ?? '');
  return (
    <>
      {state === 'counting' && (
        <Text role="status" className="rc-warning">
          {t('counting')}
        </Text>
      )}
      {asOf !== null && (
        <Text className="rc-dimmed" mb="md">
          {t('basis', { asOf: date(asOf) })}
        </Text>
      )}
      {shown === undefined ? (
        <EmptyState why={t(asOf === null ? 'notYet' : 'none', { count: windowDays })} />
      ) : (
        <>
          <Choice responses={responses} shown={shown} onChoose={(of) => setQuery({ of })} />
          <HelpFigures line={shown} needed={needed} windowDays={windowDays} />
          <HelpLimits line={shown} windowDays={windowDays} bands={answer.bands} />
          <HelpOverview responses={responses} shown={shown} needed={needed} />
        </>
      )}
    </>
  );
}

/** What was asked for, else the first of which something can be said, else the first. */
function chosen(responses: readonly HelpShape[], of: string): HelpShape | undefined {
  return (
    responses.find(({ response }) => response === of) ??
    responses.find(({ outcome }) => outcome !== null) ??
    responses[0]
  );
}

interface ChoiceProps {
  readonly responses: readonly HelpShape[];
  readonly shown: HelpShape;
  readonly onChoose: (response: string) => void;
}

function Choice({ responses, shown, onChoose }: ChoiceProps) {
  const t = useWords('did-it-help');
  const { school } = useSchool();
  const nameOf = useResponseName();
  const mayExport = useMay('export');
  return (
    <Group justify="space-between" align="end" mb="md">
      <NativeSelect
        label={t('choose')}
        value={shown.response}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        data={responses.map((line) => ({ value: line.response, label: nameOf(line) }))}
      />
      {mayExport && (
        <Anchor href={urlOf(contract.exportDidItHelp, { query: { school: school ?? '' } })} download>
          {t('csv')}
        </Anchor>
      )}
    </Group>
  );
}
