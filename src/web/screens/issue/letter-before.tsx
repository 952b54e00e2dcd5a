/** One letter exactly as it would go out. */
import { Modal } from '@mantine/core';
import { urlOf } from '../../../server/client.ts';
import { contract } from '../../../server/contract.ts';
import { useApi } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useWords } from '../../words/words.ts';
import { LetterLook } from '../letters/letter-look.tsx';

interface LetterBeforeProps {
  readonly trigger: string;
  readonly level: string;
  readonly revision: string;
  readonly onClose: () => void;
}

export function LetterBefore({ trigger, level, revision, onClose }: LetterBeforeProps) {
  const t = useWords('issue');
  const parts = useWords('parts');
  const to = ({ recipients, byEmail }: { readonly recipients: readonly string[]; readonly byEmail: boolean }): string =>
    [t('letter.to', { names: recipients.join(', ') }), ...(byEmail ? [t('letter.byEmail')] : [])].join(', ');
  const letters = useApi('readLetterBefore', { params: { trigger }, query: { revision } });
  return (
    <Modal
      opened
      onClose={onClose}
      size="60rem"
      title={t('letter.title', { level })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <Loaded query={letters} shape="text">
        {({ letters: shown }) => (
          <>
            {shown.map((letter, at) => (
              <LetterLook
                key={at}
                heading={
                  shown.length > 1
                    ? `${t('letter.titleOf', { count: at + 1, of: shown.length })}. ${to(letter)}`
                    : to(letter)
                }
                letter={letter}
                pdf={urlOf(contract.readLetterBeforePdf, {
                  params: { trigger },
                  query: { revision, letter: at + 1 },
                })}
                fileName="letter.txt"
              />
            ))}
          </>
        )}
      </Loaded>
    </Modal>
  );
}
