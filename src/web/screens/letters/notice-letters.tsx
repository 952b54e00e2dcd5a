/** Every letter of a notice as it went out, and those that take it back. */
import { Text, Title } from '@mantine/core';
import { contract } from '../../../server/contract.ts';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useApi } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useLanguageInWords } from '../../parts/use-language-name.ts';
import { useWords } from '../../words/words.ts';
import { LetterLook } from './letter-look.tsx';

type Letter = NoticeDetail['letterList'][number];

export function NoticeLetters({ notice }: { readonly notice: NoticeDetail }) {
  const t = useWords('letters');
  const { letterList } = notice;
  const sent = letterList.filter((letter) => !letter.isRescission);
  const rescissions = letterList.filter((letter) => letter.isRescission);
  const isNotYet = notice.state === 'issued';
  return (
    <section>
      {rescissions.length > 0 && (
        <>
          <Title order={2} size="h4">
            {t('notice.rescissionHeading')}
          </Title>
          {rescissions.map((letter) => (
            <One key={letter.letter} notice={notice.notice} letter={letter} />
          ))}
        </>
      )}
      <Title order={2} size="h4">
        {t(sent.length === 0 ? 'notice.letterNone' : isNotYet ? 'notice.letterNotYet' : 'notice.letterHeading')}
      </Title>
      {sent.length === 0 && <Text>{t('notice.noLetters')}</Text>}
      {sent.map((letter) => (
        <One key={letter.letter} notice={notice.notice} letter={letter} />
      ))}
    </section>
  );
}

function One({ notice, letter }: { readonly notice: string; readonly letter: Letter }) {
  const t = useWords('letters');
  const languageName = useLanguageInWords();
  const params = { notice, letter: letter.letter };
  const text = useApi('readLetterText', { params }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <>
      <Loaded query={text} shape="text" failed={t('notice.letterFailed')}>
        {(shown) => (
          <LetterLook
            heading={t('notice.to', { names: letter.recipients.join(', ') })}
            letter={shown}
            pdf={urlOf(contract.readLetterPdf, { params })}
            fileName={`${notice}-${letter.letter}.txt`}
          />
        )}
      </Loaded>
      {letter.byEmail !== '' && (
        <Text size="sm" className={letter.byEmail === 'failed' ? 'rc-warning' : 'rc-dimmed'}>
          {t(`eMail.letter.${letter.byEmail}`)}
        </Text>
      )}
      {letter.hasMoved && <Text className="rc-warning">{t('notice.moved')}</Text>}
      {letter.wanted !== '' && (
        <Text size="sm" className="rc-dimmed">
          {t('notice.wanted', { language: languageName(letter.wanted), made: languageName(letter.language) })}
        </Text>
      )}
    </>
  );
}
