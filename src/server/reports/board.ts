/** The summary for a board in words: whoever reads it may not see students, so no small count is in it. */
import {
  addGrades,
  FEWEST_TO_SHOW,
  type BoardSchool,
  type BoardSummary,
  type StepsCount,
} from '../../insight/index.ts';
import type { Speaker } from '../app-words.ts';
import type { ReportPage, ReportSection } from './contract.ts';
import { bandsSection, chronicHeading } from './bands-section.ts';
import { headOf } from './head.ts';
import {
  attendanceSection,
  cell,
  columnsOf,
  countText,
  gradeLabel,
  rateText,
  stepsSection,
  type Telling,
} from './sections.ts';

export function boardPage(
  summary: BoardSummary,
  { speaker, district }: { readonly speaker: Speaker; readonly district: string },
): ReportPage {
  const t = speaker.words('reports');
  const telling: Telling = { speaker, isPublic: true };
  const { grades } = summary;
  return {
    ...headOf(summary, telling, { title: t('board.title'), of: district }),
    sections: [
      attendanceSection(speaker, summary),
      schoolsOf(summary, telling),
      bandsSection(telling, {
        heading: chronicHeading(telling, addGrades(grades)),
        head: t('grade'),
        lines: grades.map((figures) => ({ label: gradeLabel(speaker, figures.grade), query: null, figures })),
      }),
      bandsSection(telling, {
        heading: t('board.bySchool'),
        head: t('school'),
        headWidth: 28,
        lines: summary.schools.map(({ name, students: figures }) => ({ label: name, query: null, figures })),
      }),
      stepsSection(telling, { heading: t('board.steps'), steps: summary.steps, listOf: () => undefined }),
      lettersOf(summary, telling),
      ...(summary.campaigns.length === 0 ? [] : [campaignsOf(summary, telling)]),
    ],
  };
}

/** By name: no ranking. A school of few students is named without its rate. */
function schoolsOf({ schools, month }: BoardSummary, { speaker }: Telling): ReportSection {
  const t = speaker.words('reports');
  const isFew = ({ students }: BoardSchool): boolean => students.students < FEWEST_TO_SHOW;
  const told = schools.filter((one) => !isFew(one));
  const below = told.filter(({ isBelow }) => isBelow).length;
  return {
    heading: t('board.schools', { count: below, all: speaker.number(told.length) }),
    paragraphs: told.length < schools.length ? [t('bands.hidden', { count: FEWEST_TO_SHOW })] : [],
    columns: columnsOf([
      { head: t('school'), width: 24 },
      { head: t('attendance.rate'), isEnd: true },
      { head: t('goal'), isEnd: true },
      { head: t('attendance.against'), width: 12 },
      { head: speaker.date(month, 'month'), isEnd: true },
    ]),
    rows: schools.map((one) => {
      const isHidden = isFew(one);
      return [
        cell(one.name),
        cell(isHidden ? t('hidden') : rateText(speaker, one.toDate)),
        cell(`${speaker.number(one.goalTenths / 10)}%`),
        cell(isHidden ? t('hidden') : t(one.isBelow ? 'below' : 'reached')),
        cell(isHidden ? t('hidden') : rateText(speaker, one.month)),
      ];
    }),
  };
}

/** Letters, contacts and meetings of each school in the year. */
function lettersOf({ schools, steps }: BoardSummary, telling: Telling): ReportSection {
  const { speaker } = telling;
  const t = speaker.words('reports');
  const kinds = ['letter', 'contact', 'meeting', 'plan'] as const;
  const countOf = (school: string, kind: StepsCount['kind']): number =>
    steps.filter((one) => one.school === school && one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  return {
    heading: t('board.stepsBySchool'),
    paragraphs: [],
    columns: columnsOf([
      { head: t('school'), width: 24 },
      ...kinds.map((kind) => ({ head: speaker.words('insight')(`steps.kind.${kind}`), isEnd: true })),
    ]),
    rows: schools.map(({ school, name }) => [
      cell(name),
      ...kinds.map((kind) => cell(countText(telling, countOf(school, kind)))),
    ]),
  };
}

function campaignsOf({ campaigns, schools }: BoardSummary, { speaker }: Telling): ReportSection {
  const t = speaker.words('reports');
  return {
    heading: t('campaigns.heading'),
    paragraphs: [],
    columns: columnsOf([
      { head: t('school'), width: 20 },
      { head: t('campaigns.title'), width: 24 },
      { head: t('campaigns.from'), width: 14 },
      { head: t('campaigns.before'), isEnd: true },
      { head: t('campaigns.after'), isEnd: true },
    ]),
    rows: campaigns.map(({ school, title, startOn, from, to }) => [
      cell(schools.find((one) => one.school === school)?.name ?? school),
      cell(title),
      cell(startOn === null ? '' : speaker.date(startOn, 'short')),
      cell(rateText(speaker, from)),
      cell(to === null ? '' : rateText(speaker, to)),
    ]),
  };
}
