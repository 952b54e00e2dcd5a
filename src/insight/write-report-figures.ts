/** Stores what reports read: the students of each grade, and each school's months. Both from the rows that were just written. */
import type { ClientBase } from 'pg';
import { formatDay } from '../engine/index.ts';
import type { FiguresBasis } from './refresh.ts';
import { NEAR_CHRONIC } from './grades.ts';

export async function writeReportFigures(
  client: ClientBase,
  { districtId, yearStart, asOf }: Pick<FiguresBasis, 'districtId' | 'yearStart' | 'asOf'>,
): Promise<void> {
  await client.query('delete from school_attendance_grades where district_id = $1', [districtId]);
  await client.query(GRADES, [districtId]);
  const year = [districtId, formatDay(yearStart), formatDay(asOf)];
  await client.query(
    `delete from school_attendance_months
      where district_id = $1 and month_on between date_trunc('month', $2::date) and date_trunc('month', $3::date + 366)`,
    year,
  );
  await client.query(MONTHS, year);
}

const GRADES = `
  insert into school_attendance_grades (district_id, school_id, grade, below_5, from_5, from_10, from_20, near_chronic, enrolled_days,
    absent_thousandths)
  select $1, a.school_id, s.grade,
    count(*) filter (where a.absent_thousandths < a.enrolled_days * 50),
    count(*) filter (where a.absent_thousandths >= a.enrolled_days * 50 and a.absent_thousandths < a.enrolled_days * 100),
    count(*) filter (where a.absent_thousandths >= a.enrolled_days * 100 and a.absent_thousandths < a.enrolled_days * 200),
    count(*) filter (where a.absent_thousandths >= a.enrolled_days * 200),
    count(*) filter (where ${NEAR_CHRONIC}),
    sum(a.enrolled_days), sum(a.absent_thousandths)
  from student_attendance a
  join students s on s.district_id = a.district_id and s.student_no = a.student_no
  where a.district_id = $1 and a.enrolled_days > 0 and a.school_id <> ''
  group by a.school_id, s.grade`;

const MONTHS = `
  insert into school_attendance_months (district_id, school_id, month_on, days, enrolled_days, absent_thousandths)
  select $1, d.school_id, date_trunc('month', d.on_date)::date, count(*), sum(d.enrolled_count), sum(d.absent_thousandths)
  from school_attendance_days d
  join school_attendance a on a.district_id = d.district_id and a.school_id = d.school_id
  where d.district_id = $1 and d.on_date between $2::date and $3::date and d.on_date <= a.through_on
  group by d.school_id, date_trunc('month', d.on_date)`;
