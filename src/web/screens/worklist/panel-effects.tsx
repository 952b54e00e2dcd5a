/** What follows when it is issued, or did when it was. */
import { useApi } from '../../api.ts';
import { EffectsPanel } from '../../parts/effects-panel.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import type { SchoolContext } from '../../shell/addresses.ts';
import { useWords } from '../../words/words.ts';

interface PanelEffectsProps {
  readonly trigger: string;
  readonly school: SchoolContext;
}

export function PanelEffects({ trigger, school }: PanelEffectsProps) {
  const t = useWords('effects');
  const answer = useApi('readTriggerEffects', { params: { trigger }, query: { school: school ?? '' } });
  return (
    <Loaded query={answer} shape="text" failed={t('panel.failed')}>
      {(shown) => <EffectsPanel shown={shown} level={3} />}
    </Loaded>
  );
}
