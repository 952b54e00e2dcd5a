/** One notice: the letter as it went out, the days behind it then and now, and what a person decides about it. */
import { Alert, Anchor, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NoticeDetail } from '../../../server/notices/contract.ts';
import { useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { studentInitials } from '../../parts/student-initials.ts';
import { useAddress, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { NoticeActions } from './notice-actions.tsx';
import { NoticeEffects } from './notice-effects.tsx';
import { NoticeDays } from './notice-days.tsx';
import { NoticeLetters } from './notice-letters.tsx';
import { NoticeStatusCell } from './notice-status.tsx';
import { NoticeSteps } from './notice-steps.tsx';
import classes from './letters.module.css';

export function NoticeScreen() {
  const t = useWords('letters');
  const { notice = '' } = useAddress();
  const answer = useApi('readNotice', { params: { notice } });
  return (
    <Loaded query={answer} isPage shape="page" failed={t('notice.failed')} what={t('notice.waiting')}>
      {(shown) => <Shown notice={shown} />}
    </Loaded>
  );
}

function Shown({ notice }: { readonly notice: NoticeDetail }) {
  const t = useWords('letters');
  const { level, title, name, correction, kept } = notice;
  const isOpen = correction !== null && kept === null && notice.state !== 'withdrawn';
  return (
    <>
      <PageTitle
        title={t('notice.title', { level, title, name })}
        documentTitle={t('notice.documentTitle', { level, initials: studentInitials(name) })}
      />
      <Where notice={notice} />
      {isOpen && (
        <Alert color="yellow" variant="outline" mb="md">
          {t(`notice.changed.${correction}`)}
        </Alert>
      )}
      {kept !== null && <Text mb="md">{t('notice.kept', { person: kept.by, reason: kept.reason })}</Text>}
      <NoticeActions notice={notice} />
      <div className={classes.twoColumns}>
        <NoticeLetters notice={notice} />
        <div className={classes.daysSide}>
          <NoticeEffects notice={notice.notice} />
          <NoticeDays notice={notice} />
          <Rule notice={notice} />
          <NoticeSteps steps={notice.steps} />
        </div>
      </div>
    </>
  );
}

function Where({ notice }: { readonly notice: NoticeDetail }) {
  const t = useWords('letters');
  const { path } = useSchool();
  const date = useDate();
  const { issuedOn, issuedBy, schoolName, school, batch, student } = notice;
  return (
    <Group gap="md" mb="md">
      <NoticeStatusCell line={notice} />
      <span className="rc-dimmed">
        {t('notice.issued', { date: date(issuedOn), person: issuedBy, school: schoolName || school })}
      </span>
      {batch !== null && (
        <Anchor component={Link} to={path(`/letters/batches/${batch}`)}>
          {t('notice.inBatch', { batch })}
        </Anchor>
      )}
      <Anchor component={Link} to={`/students/${student}`}>
        {t('notice.student')}
      </Anchor>
      <Anchor component={Link} to={path('/letters')}>
        {t('notice.backToList')}
      </Anchor>
    </Group>
  );
}

function Rule({ notice: { rule, packVersion, sentence, letterList } }: { readonly notice: NoticeDetail }) {
  const t = useWords('letters');
  const seal = letterList[0]?.seal ?? '';
  return (
    <section>
      {rule !== '' && (
        <>
          <Title order={2} size="h4" mt="lg" mb="xs">
            {t('notice.rule')}
          </Title>
          <p className="rc-reading">{rule}</p>
        </>
      )}
      {seal !== '' && (
        <Text size="sm" className="rc-dimmed" mt="xs">
          {t('notice.version', { pack: packVersion, seal: seal.slice(0, 12) })}. {t('notice.sealHint')}
        </Text>
      )}
      {sentence !== '' && (
        <p>
          <b>{t('notice.sentence')}</b>: {sentence}
        </p>
      )}
    </section>
  );
}
