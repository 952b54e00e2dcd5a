/** The principal's attendance report in words. */
import {
  addGrades,
  gradesTogether,
  lastDayOf,
  MOST_NAMED,
  type AttendanceStudent,
  type PrincipalReport,
  type StepsCount,
  type StudentsNamed,
} from '../../insight/index.ts';
import { studentKeyOf } from '../keys.ts';
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

export function principalPage(report: PrincipalReport, telling: Telling): ReportPage {
  const t = telling.speaker.words('reports');
  return {
    ...headOf(report, telling, { title: t('principal.title'), of: report.name }),
    sections: [
      attendanceSection(telling.speaker, report),
      gradesOf(report, telling),
      studentsOf(report, telling, 'new'),
      studentsOf(report, telling, 'near'),
      dataOf(report, telling),
      stepsOf(report, telling),
      workOf(report, telling),
      ...(report.campaigns.length === 0 ? [] : [campaignsOf(report, telling)]),
    ],
  };
}

function gradesOf({ grades }: PrincipalReport, telling: Telling): ReportSection {
  const { speaker } = telling;
  const t = speaker.words('reports');
  return bandsSection(telling, {
    heading: chronicHeading(telling, addGrades(grades)),
    head: t('grade'),
    lines: gradesTogether(grades).map((figures) => ({
      label: gradeLabel(speaker, figures.grade),
      query: `&grade=${encodeURIComponent(figures.grade)}`,
      figures,
    })),
  });
}

/** Who is newly chronic, or close to it: to the public their number alone. */
function studentsOf(report: PrincipalReport, telling: Telling, which: 'new' | 'near'): ReportSection {
  const { speaker, isPublic } = telling;
  const t = speaker.words('reports');
  const named: StudentsNamed = which === 'new' ? report.newChronic : report.nearChronic;
  const heading = t(`${which}.heading`, {
    // "fewer than 10 students"
    count: isPublic && named.count > 0 ? Math.max(named.count, 2) : named.count,
    told: countText(telling, named.count),
    month: speaker.date(report.month, 'month'),
  });
  const rest = named.count - named.students.length;
  const more = !isPublic && rest > 0 ? [t('andMore', { count: rest, most: MOST_NAMED })] : [];
  const students = isPublic ? [] : named.students;
  const rowOf = ({ studentNo, firstName, lastName, grade, ...rate }: AttendanceStudent) => [
    cell(`${lastName}, ${firstName}`, `/students/${studentKeyOf(studentNo)}`),
    cell(grade),
    cell(speaker.number(rate.absentThousandths / 1000)),
    cell(speaker.number(rate.enrolledDays)),
    cell(rateText(speaker, rate)),
    cell(rate.chronicSince === null ? '' : speaker.date(rate.chronicSince, 'short')),
  ];
  const columns = columnsOf([
    { head: t('student'), width: 22 },
    { head: t('grade') },
    { head: t('absent'), isEnd: true },
    { head: t('enrolled'), isEnd: true },
    { head: t('attendance.rate'), isEnd: true },
    { head: t('since'), width: 12 },
  ]);
  const isNew = which === 'new';
  return {
    heading,
    paragraphs: [t(`${which}.how`), ...more],
    // Whoever is close to it is not at it since any day.
    columns: students.length === 0 ? [] : isNew ? columns : columns.slice(0, -1),
    rows: students.map((student) => (isNew ? rowOf(student) : rowOf(student).slice(0, -1))),
  };
}

function dataOf({ unverified, daysWithoutRecords }: PrincipalReport, telling: Telling): ReportSection {
  const { speaker, isPublic } = telling;
  const t = speaker.words('reports');
  const link = (to: string): string | undefined => (isPublic ? undefined : to);
  return {
    heading: t('data.heading', {
      count: isPublic && unverified > 0 ? Math.max(unverified, 2) : unverified,
      told: countText(telling, unverified),
    }),
    paragraphs: [],
    columns: columnsOf([
      { head: t('what'), width: 30 },
      { head: t('count'), isEnd: true },
    ]),
    rows: [
      [cell(t('data.unverified')), cell(countText(telling, unverified), link('/data/unverified'))],
      [cell(t('data.days')), cell(speaker.number(daysWithoutRecords), link('/data/days'))],
    ],
  };
}

function stepsOf({ steps, month }: PrincipalReport, telling: Telling): ReportSection {
  const t = telling.speaker.words('reports');
  return stepsSection(telling, {
    heading: t('steps.heading', { month: telling.speaker.date(month, 'month') }),
    steps,
    listOf: (step) => listOf(step, month),
  });
}

/** The list behind a number; undefined: there is none of one month. */
function listOf({ kind, level }: StepsCount, month: string): string | undefined {
  if (kind === 'letter') {
    const place = level.lastIndexOf(' ');
    const asked = { level: level.slice(place + 1), pack: level.slice(0, place), from: month, to: lastDayOf(month) };
    return `/letters?${new URLSearchParams(asked).toString()}`;
  }
  const lists: Partial<Record<StepsCount['kind'], string>> = {
    meeting: '/meetings',
    plan: '/plans',
    campaign: '/campaigns',
    referral: '/referrals',
  };
  return lists[kind];
}

function workOf({ cases, plans }: PrincipalReport, telling: Telling): ReportSection {
  const { speaker, isPublic } = telling;
  const t = speaker.words('reports');
  const line = (what: string, count: number, to: string) => [
    cell(t(`work.${what}`)),
    cell(countText(telling, count), isPublic ? undefined : to),
  ];
  return {
    heading: t('work.heading', {
      count: isPublic && cases.open > 0 ? Math.max(cases.open, 2) : cases.open,
      told: countText(telling, cases.open),
    }),
    paragraphs: [t('work.how')],
    columns: columnsOf([
      { head: t('what'), width: 30 },
      { head: t('count'), isEnd: true },
    ]),
    rows: [
      line('open', cases.open, '/cases'),
      line('overdue', cases.overdue, '/cases?due=overdue'),
      line('plans', plans.active, '/plans'),
      line('reviewDue', plans.reviewDue, '/tier2'),
      line('reviewOverdue', plans.reviewOverdue, '/tier2'),
    ],
  };
}

function campaignsOf({ campaigns }: PrincipalReport, { speaker }: Telling): ReportSection {
  const t = speaker.words('reports');
  return {
    heading: t('campaigns.heading'),
    paragraphs: [],
    columns: columnsOf([
      { head: t('campaigns.title'), width: 24 },
      { head: t('campaigns.from'), width: 14 },
      { head: t('campaigns.to'), width: 14 },
      { head: t('campaigns.before'), isEnd: true },
      { head: t('campaigns.after'), isEnd: true },
    ]),
    rows: campaigns.map(({ title, startOn, endOn, from, to }) => [
      cell(title),
      cell(startOn === null ? '' : speaker.date(startOn, 'short')),
      cell(endOn === null ? '' : speaker.date(endOn, 'short')),
      cell(rateText(speaker, from)),
      cell(to === null ? '' : rateText(speaker, to)),
    ]),
  };
}
