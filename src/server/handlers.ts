/** Who answers: the resources' handlers joined, one line each. */
import type { Handlers } from './context.ts';
import type { ApiContract } from './contract.ts';
import { approvalsHandlers } from './approvals/handlers.ts';
import { asksHandlers } from './asks/handlers.ts';
import { asOfHandlers } from './as-of/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { batchesHandlers } from './batches/handlers.ts';
import { effectsHandlers } from './effects/handlers.ts';
import { healthHandlers } from './health/handlers.ts';
import { importsHandlers } from './imports/handlers.ts';
import { didItHelpHandlers } from './did-it-help/handlers.ts';
import { insightHandlers } from './insight/handlers.ts';
import { reportsHandlers } from './reports/handlers.ts';
import { issueHandlers } from './issue/handlers.ts';
import { meHandlers } from './me/handlers.ts';
import { channelsHandlers } from './channels/handlers.ts';
import { messagesHandlers } from './messages/handlers.ts';
import { noticesHandlers } from './notices/handlers.ts';
import { peopleHandlers } from './people/handlers.ts';
import { signInHandlers } from './sign-in/handlers.ts';
import { draftsHandlers } from './drafts/handlers.ts';
import { activitiesHandlers } from './activities/handlers.ts';
import { alertsHandlers } from './alerts/handlers.ts';
import { ownersHandlers } from './owners/handlers.ts';
import { retentionHandlers } from './retention/handlers.ts';
import { tasksHandlers } from './tasks/handlers.ts';
import { triggersHandlers } from './triggers/handlers.ts';
import { viewsHandlers } from './views/handlers.ts';
import { worklistHandlers } from './worklist/handlers.ts';
import { caseFilesHandlers } from './case-files/handlers.ts';
import { plansHandlers } from './plans/handlers.ts';
import { referralsHandlers } from './referrals/handlers.ts';
import { slotsHandlers } from './slots/handlers.ts';
import { studentsHandlers } from './students/handlers.ts';
import { homeHandlers } from './home/handlers.ts';
import { jobsHandlers } from './jobs/handlers.ts';
import { runsHandlers } from './runs/handlers.ts';
import { schedulesHandlers } from './schedules/handlers.ts';
import { dataHandlers } from './data/handlers.ts';
import { schoolsHandlers } from './schools/handlers.ts';
import { systemHandlers } from './system/handlers.ts';
import { casesHandlers } from './cases/handlers.ts';
import { contactsHandlers } from './contacts/handlers.ts';
import { documentsHandlers } from './documents/handlers.ts';
import { excusalsHandlers } from './excusals/handlers.ts';
import { journalsHandlers } from './journals/handlers.ts';
import { atRiskHandlers } from './at-risk/handlers.ts';
import { catalogsHandlers } from './catalogs/handlers.ts';
import { eligibilityHandlers } from './eligibility/handlers.ts';
import { incidentsHandlers } from './incidents/handlers.ts';
import { campaignsHandlers } from './campaigns/handlers.ts';
import { tiersHandlers } from './tiers/handlers.ts';
import { meetingsHandlers } from './meetings/handlers.ts';
import { attendanceContractsHandlers } from './attendance-contracts/handlers.ts';
import { formsHandlers } from './forms/handlers.ts';
import { welfareHandlers } from './welfare/handlers.ts';

export const handlers: Handlers<ApiContract> = {
  ...approvalsHandlers,
  ...asksHandlers,
  ...asOfHandlers,
  ...auditHandlers,
  ...effectsHandlers,
  ...healthHandlers,
  ...didItHelpHandlers,
  ...insightHandlers,
  ...reportsHandlers,
  ...issueHandlers,
  ...batchesHandlers,
  ...channelsHandlers,
  ...messagesHandlers,
  ...noticesHandlers,
  ...importsHandlers,
  ...signInHandlers,
  ...meHandlers,
  ...peopleHandlers,
  ...draftsHandlers,
  ...activitiesHandlers,
  ...alertsHandlers,
  ...ownersHandlers,
  ...retentionHandlers,
  ...tasksHandlers,
  ...triggersHandlers,
  ...viewsHandlers,
  ...worklistHandlers,
  ...caseFilesHandlers,
  ...plansHandlers,
  ...referralsHandlers,
  ...slotsHandlers,
  ...studentsHandlers,
  ...homeHandlers,
  ...dataHandlers,
  ...runsHandlers,
  ...schedulesHandlers,
  ...jobsHandlers,
  ...schoolsHandlers,
  ...systemHandlers,
  ...casesHandlers,
  ...contactsHandlers,
  ...documentsHandlers,
  ...excusalsHandlers,
  ...journalsHandlers,
  ...catalogsHandlers,
  ...eligibilityHandlers,
  ...atRiskHandlers,
  ...incidentsHandlers,
  ...campaignsHandlers,
  ...tiersHandlers,
  ...meetingsHandlers,
  ...attendanceContractsHandlers,
  ...welfareHandlers,
  ...formsHandlers,
};
