/** One school, or the default of the district: letterhead, goal, named people, packs in use, what was changed. */
import { Anchor, List, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SchoolDetail } from '../../../server/schools/contract.ts';
import { useApi } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { NumberText } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { useMay, useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { LetterheadFacts } from './letterhead-facts.tsx';
import { NamedPeople } from './named-people.tsx';
import { SchoolForm } from './school-form.tsx';
import classes from './schools.module.css';

/** In the place of a school's id: the default of the district. */
const DISTRICT_DEFAULT = '-';

export function SchoolScreen() {
  const t = useWords('schools');
  const { one = '' } = useAddress();
  const { path } = useSchool();
  const school = useApi('readSchool', { params: { school: one } });
  return (
    <Loaded query={school} isPage shape="page" failed={t('failedOne')} what={t('what')}>
      {(detail) => (
        <>
          <PageTitle title={one === DISTRICT_DEFAULT ? t('default') : detail.name} />
          <Text mb="md">
            <Anchor component={Link} to={path('/schools')}>
              {t('all')}
            </Anchor>
          </Text>
          <SchoolPage key={one} detail={detail} />
        </>
      )}
    </Loaded>
  );
}

function SchoolPage({ detail }: { readonly detail: SchoolDetail }) {
  const mayManage = useMay('manage-school');
  const { hasDistrict, schools } = useMe();
  const isDefault = detail.school === DISTRICT_DEFAULT;
  const isMine = hasDistrict || schools.some(({ school }) => school === detail.school);
  return (
    <div className={classes.page}>
      {!isDefault && <Facts detail={detail} />}
      {mayManage && isMine ? <SchoolForm detail={detail} /> : <LetterheadFacts detail={detail} />}
      {!isDefault && <NamedPeople school={detail.school} mayChange={mayManage && isMine} />}
      <Changes changes={detail.changes} />
    </div>
  );
}

function Facts({ detail: { students, packs, missing, goalInForce } }: { readonly detail: SchoolDetail }) {
  const t = useWords('schools');
  return (
    <section aria-labelledby="school-facts">
      <Title order={2} size="h3" id="school-facts" mb="xs">
        {t('facts')}
      </Title>
      <List>
        <List.Item>
          {t('students')}: <NumberText value={students} />
        </List.Item>
        <List.Item>
          {t('goal')}: <NumberText value={goalInForce} />%
        </List.Item>
        {missing.length > 0 && (
          <List.Item className="rc-warning">
            {t('lettersLack', { parts: missing.map((part) => t(`parts.${part.replace(' ', '-')}`)).join(', ') })}
          </List.Item>
        )}
        {packs.map(({ pack, version, title, from, until }) => (
          <List.Item key={`${pack} ${from ?? ''}`}>
            {t('pack', { title, pack, version })}{' '}
            {from !== null && (
              <>
                {t('since')} <DateText value={from} />
              </>
            )}{' '}
            {until !== null && (
              <>
                {t('until')} <DateText value={until} />
              </>
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}

function Changes({ changes }: { readonly changes: SchoolDetail['changes'] }) {
  const t = useWords('schools');
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="school-changes">
      <Title order={2} size="h3" id="school-changes" mb="xs">
        {t('changes')}
      </Title>
      <List>
        {changes.map(({ at, by, reason, parts }) => (
          <List.Item key={`${at} ${by}`}>
            <DateText value={at} as="moment" /> · {by}: {parts.map((part) => t(`fields.${part}`)).join(', ')}. {reason}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
