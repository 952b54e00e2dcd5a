import { Anchor, List, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useLanguageInWords } from '../../parts/use-language-name.ts';
import { useWords } from '../../words/words.ts';
import { FamilyMessages } from './family-messages.tsx';
import classes from './student.module.css';
import { TextWish } from './text-wish.tsx';

type Family = AnswerOf<'readStudentFamily'>;
type Guardian = Family['guardians'][number];

/** Whom to reach, in which language; whom not to tell, on top and in words; who gets mail; siblings. */
export function FamilyTab({ student, firstName }: { readonly student: string; readonly firstName: string }) {
  const t = useWords('student');
  const family = useApi('readStudentFamily', { params: { student } }, { staleTime: 60_000 });
  return (
    <Loaded query={family} failed={t('family.failed')} what={t('family.what')}>
      {(answer) => (
        <Stack gap="lg">
          <NoContact family={answer} firstName={firstName} />
          <Age family={answer} firstName={firstName} />
          <Guardians family={answer} student={student} />
          <Letters family={answer} />
          <FamilyMessages student={student} />
          <Siblings family={answer} />
        </Stack>
      )}
    </Loaded>
  );
}

function NoContact({ family, firstName }: { readonly family: Family; readonly firstName: string }) {
  const t = useWords('student');
  const names = family.guardians.filter(({ noContact }) => noContact).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <div className={classes.noContact} role="note">
      {names.map((name) => (
        <Text key={name} fw={600}>
          {t('family.noContact', { name, student: firstName })}
        </Text>
      ))}
    </div>
  );
}

function Age({ family, firstName }: { readonly family: Family; readonly firstName: string }) {
  const t = useWords('student');
  const date = useDate();
  const languageOf = useLanguageInWords();
  const { adultOn, isAdult, homeLanguage } = family;
  return (
    <Text className="rc-reading">
      {isAdult
        ? t('family.adult', { student: firstName })
        : adultOn === null
          ? t('family.noBirthDate')
          : t('family.adultOn', { student: firstName, date: date(adultOn) })}
      {homeLanguage !== '' && ` ${t('family.homeLanguage', { language: languageOf(homeLanguage) })}`}
    </Text>
  );
}

function Guardians({ family, student }: { readonly family: Family; readonly student: string }) {
  const t = useWords('student');
  if (family.guardians.length === 0) return <EmptyState why={t('family.noGuardian')} />;
  return (
    <section aria-label={t('family.guardians')}>
      <Title order={2} size="h3" mb="xs">
        {t('family.guardians')}
      </Title>
      <div className={classes.guardians}>
        {family.guardians.map((guardian, at) => (
          <GuardianCard key={at} guardian={guardian} student={student} />
        ))}
      </div>
    </section>
  );
}

function GuardianCard({ guardian, student }: { readonly guardian: Guardian; readonly student: string }) {
  const t = useWords('student');
  const languageOf = useLanguageInWords();
  const { name, relation, phone, email, address, isAddressComplete, language, noContact, custodial, receivesMail } =
    guardian;
  return (
    <article className={classes.guardian} data-no-contact={noContact}>
      <Title order={3} size="md">
        {name}
      </Title>
      <Text size="sm" className="rc-dimmed">
        {[relation, languageOf(language)].filter((text) => text !== '').join(' · ')}
      </Text>
      <div className={classes.chips}>
        {noContact && <ToneChip tone="returned" word={t('family.noContactChip')} />}
        {custodial === true && <ToneChip tone="sent" word={t('family.custodial')} />}
        {custodial === false && <ToneChip tone="closed" word={t('family.notCustodial')} />}
        {!noContact && receivesMail === true && <ToneChip tone="sent" word={t('family.mail')} />}
        {!noContact && receivesMail === false && <ToneChip tone="closed" word={t('family.noMail')} />}
      </div>
      <Text size="sm">{phone === '' ? t('family.noPhone') : phone}</Text>
      <TextWish student={student} guardian={guardian} />
      <Text size="sm">{email === '' ? t('family.noEmail') : email}</Text>
      {address.length > 0 && (
        <address className={classes.address}>
          {address.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </address>
      )}
      {!isAddressComplete && (
        <Text size="sm" className="rc-warning">
          {address.length === 0 ? t('family.noAddress') : t('family.incompleteAddress')}
        </Text>
      )}
    </article>
  );
}

/** Who would get a letter today, and who cannot be reached. */
function Letters({ family }: { readonly family: Family }) {
  const t = useWords('student');
  const languageOf = useLanguageInWords();
  const { letters, missing, noLetters } = family;
  return (
    <section aria-label={t('family.letters')}>
      <Title order={2} size="h3" mb="xs">
        {t('family.letters')}
      </Title>
      {noLetters && <Text>{t('family.noLetters')}</Text>}
      <List size="sm">
        {letters.map(({ recipients, address, language, wantedLanguage, flags }, at) => (
          <List.Item key={at}>
            {t('family.letter', {
              recipients: recipients.join(', '),
              address: address.join(', '),
              language: languageOf(language),
            })}
            {wantedLanguage !== '' && ` ${t('family.inEnglish', { wanted: languageOf(wantedLanguage) })}`}
            {flags.includes('shares-no-contact-address') && (
              <Text size="sm" className="rc-warning">
                {t('family.sharesAddress')}
              </Text>
            )}
          </List.Item>
        ))}
        {missing.map(({ guardian, reason }, at) => (
          <List.Item key={`missing-${at}`}>
            <span className="rc-warning">
              {guardian === null ? '' : `${guardian}: `}
              {t(`family.missing.${reason}`)}
            </span>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

function Siblings({ family: { siblings } }: { readonly family: Family }) {
  const t = useWords('student');
  return (
    <section aria-label={t('family.siblings')}>
      <Title order={2} size="h3" mb="xs">
        {t('family.siblings')}
      </Title>
      {siblings.length === 0 && <Text size="sm">{t('family.noSiblings')}</Text>}
      <List size="sm">
        {siblings.map(({ student, firstName, lastName, grade, school }) => (
          <List.Item key={student}>
            <Anchor component={Link} to={`/students/${student}`}>
              {lastName}, {firstName}
            </Anchor>{' '}
            {[...(grade === '' ? [] : [t('figures.grade', { grade })]), ...(school === null ? [] : [school.name])].join(
              ', ',
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
