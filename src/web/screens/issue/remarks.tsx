/** What is special about some of them: one line each, which opens to the names. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { IssuePreview } from '../../../server/issue/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { useSchool } from '../../shell/context.ts';
import { useLanguageInWords } from '../../parts/use-language-name.ts';
import { useWords, type Say } from '../../words/words.ts';
import classes from './issue.module.css';

interface Item {
  readonly trigger: string;
  readonly name: string;
  readonly level: string;
}

export function Remarks({ preview }: { readonly preview: IssuePreview }) {
  const t = useWords('issue');
  const { path } = useSchool();
  const nameOf = useLanguageInWords();
  const { twoHomes, inEnglish, siblings, sentences, withoutLetters, leftOut, held, notDue } = preview;
  const wanted = [...new Set(inEnglish.items.map((item) => item.wanted))].map(nameOf).join(', ');
  return (
    <ul className={classes.remarks}>
      <Conferences preview={preview} />
      <Remark list={twoHomes} title={t('remark.twoHomes', { count: twoHomes.count })} />
      <Remark
        list={inEnglish}
        title={t('remark.inEnglish', { count: inEnglish.count, languages: wanted })}
        more={(item) => nameOf(item.wanted)}
      />
      {siblings.envelopes > 0 && <li className={classes.plain}>{siblingsText(t, siblings)}</li>}
      <Remark
        list={sentences}
        title={t('remark.sentences', { count: sentences.count })}
        more={(item) => `“${item.sentence}”`}
      />
      <Remark list={withoutLetters} title={t('remark.withoutLetters', { count: withoutLetters.count })} />
      <Remark
        list={leftOut}
        title={t('remark.leftOut', { count: leftOut.count })}
        more={(item) => t(`leftOut.${item.reason}`)}
        next={
          <Anchor component={Link} to={path('/worklist')}>
            {t('remark.mend')}
          </Anchor>
        }
      />
      {held > 0 && <li className={classes.plain}>{t('remark.held', { count: held })}</li>}
      {notDue > 0 && <li className={classes.plain}>{t('remark.notDue', { count: notDue })}</li>}
    </ul>
  );
}

function Conferences({ preview: { conferences } }: { readonly preview: IssuePreview }) {
  const t = useWords('issue');
  const { path } = useSchool();
  const date = useDate();
  const time = useTime();
  const at = (slot: { on: string; at: string } | undefined): string =>
    slot === undefined ? '' : `${date(slot.on, 'short')}, ${time(slot.at)}`;
  const { count, items } = conferences;
  const title = t('remark.conferences', { count, first: at(items[0]?.slot), last: at(items.at(-1)?.slot) });
  return (
    <Remark
      list={conferences}
      title={title}
      more={({ slot }) => [at(slot), slot.place, slot.with].filter((part) => part !== '').join(', ')}
      next={
        <Anchor component={Link} to={path('/slots')}>
          {t('remark.seeSlots')}
        </Anchor>
      }
    />
  );
}

interface RemarkProps<T extends Item> {
  readonly list: { readonly count: number; readonly items: readonly T[] };
  readonly title: string;
  readonly more?: (item: T) => string;
  readonly next?: ReactNode;
}

function Remark<T extends Item>({ list, title, more, next }: RemarkProps<T>) {
  const t = useWords('issue');
  if (list.count === 0) return null;
  const hidden = list.count - list.items.length;
  return (
    <li>
      <details>
        <summary>{title}</summary>
        <ul>
          {list.items.map((item) => (
            <li key={item.trigger}>
              {item.name}, {item.level}
              {more !== undefined && `: ${more(item)}`}
            </li>
          ))}
          {hidden > 0 && <li>{t('remark.moreNames', { count: hidden })}</li>}
        </ul>
        {next}
      </details>
    </li>
  );
}

function siblingsText(t: Say, { students, envelopes }: IssuePreview['siblings']): string {
  return t('remark.siblings', {
    students: t('remark.students', { count: students }),
    envelopes: t('remark.envelopes', { count: envelopes }),
  });
}
