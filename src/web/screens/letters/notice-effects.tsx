/** What the notice brought about besides its letters. */
import { useApi } from '../../api.ts';
import { EffectsPanel } from '../../parts/effects-panel.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';

export function NoticeEffects({ notice }: { readonly notice: string }) {
  const t = useWords('effects');
  const answer = useApi('readNoticeEffects', { params: { notice } });
  return (
    <Loaded query={answer} shape="text" failed={t('panel.failed')}>
      {(shown) => <EffectsPanel shown={shown} level={2} />}
    </Loaded>
  );
}
