/** All screens of the app. A screen is registered by its line here; see README.md of this room. */
import type { ScreenRoute } from './screen-route.ts';
import { routes as messages } from '../screens/messages/routes.ts';
import { routes as audit } from '../screens/audit/routes.ts';
import { routes as approvals } from '../screens/approvals/routes.ts';
import { routes as approveLink } from '../screens/approve-link/routes.ts';
import { routes as firstRun } from '../screens/first-run/routes.ts';
import { routes as atRisk } from '../screens/at-risk/routes.ts';
import { routes as catalogs } from '../screens/catalogs/routes.ts';
import { routes as incidents } from '../screens/incidents/routes.ts';
import { routes as data } from '../screens/data/routes.ts';
import { routes as insight } from '../screens/insight/routes.ts';
import { routes as reports } from '../screens/reports/routes.ts';
import { routes as issue } from '../screens/issue/routes.ts';
import { routes as letters } from '../screens/letters/routes.ts';
import { routes as home } from '../screens/home/routes.ts';
import { routes as me } from '../screens/me/routes.ts';
import { routes as people } from '../screens/people/routes.ts';
import { routes as plans } from '../screens/plans/routes.ts';
import { routes as referrals } from '../screens/referrals/routes.ts';
import { routes as runs } from '../screens/runs/routes.ts';
import { routes as forms } from '../screens/forms/routes.ts';
import { routes as meetings } from '../screens/meetings/routes.ts';
import { routes as signIn } from '../screens/sign-in/routes.ts';
import { routes as slots } from '../screens/slots/routes.ts';
import { routes as student } from '../screens/student/routes.ts';
import { routes as students } from '../screens/students/routes.ts';
import { routes as owners } from '../screens/owners/routes.ts';
import { routes as retention } from '../screens/retention/routes.ts';
import { routes as tasks } from '../screens/tasks/routes.ts';
import { routes as worklist } from '../screens/worklist/routes.ts';
import { routes as schools } from '../screens/schools/routes.ts';
import { routes as caseFile } from '../screens/case/routes.ts';
import { routes as cases } from '../screens/cases/routes.ts';
import { routes as excusals } from '../screens/excusals/routes.ts';
import { routes as journal } from '../screens/journal/routes.ts';
import { routes as system } from '../screens/system/routes.ts';
import { routes as tier2 } from '../screens/tier2/routes.ts';
import { routes as campaigns } from '../screens/campaigns/routes.ts';

export const SCREENS: readonly ScreenRoute[] = [
  ...audit,
  ...approvals,
  ...approveLink,
  ...atRisk,
  ...catalogs,
  ...incidents,
  ...data,
  ...firstRun,
  ...home,
  ...insight,
  ...reports,
  ...issue,
  ...letters,
  ...me,
  ...meetings,
  ...forms,
  ...people,
  ...plans,
  ...referrals,
  ...runs,
  ...schools,
  ...signIn,
  ...slots,
  ...student,
  ...students,
  ...system,
  ...caseFile,
  ...cases,
  ...excusals,
  ...messages,
  ...journal,
  ...owners,
  ...retention,
  ...tasks,
  ...campaigns,
  ...tier2,
  ...worklist,
];
