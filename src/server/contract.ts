/** The whole API: the resources' contracts joined, one line each. */
import { approvalsContract } from './approvals/contract.ts';
import { asksContract } from './asks/contract.ts';
import { asOfContract } from './as-of/contract.ts';
import { auditContract } from './audit/contract.ts';
import { batchesContract } from './batches/contract.ts';
import { effectsContract } from './effects/contract.ts';
import { healthContract } from './health/contract.ts';
import { importsContract } from './imports/contract.ts';
import { didItHelpContract } from './did-it-help/contract.ts';
import { insightContract } from './insight/contract.ts';
import { reportsContract } from './reports/contract.ts';
import { issueContract } from './issue/contract.ts';
import { meContract } from './me/contract.ts';
import { channelsContract } from './channels/contract.ts';
import { messagesContract } from './messages/contract.ts';
import { noticesContract } from './notices/contract.ts';
import { peopleContract } from './people/contract.ts';
import { signInContract } from './sign-in/contract.ts';
import { draftsContract } from './drafts/contract.ts';
import { activitiesContract } from './activities/contract.ts';
import { alertsContract } from './alerts/contract.ts';
import { ownersContract } from './owners/contract.ts';
import { retentionContract } from './retention/contract.ts';
import { tasksContract } from './tasks/contract.ts';
import { triggersContract } from './triggers/contract.ts';
import { viewsContract } from './views/contract.ts';
import { worklistContract } from './worklist/contract.ts';
import { caseFilesContract } from './case-files/contract.ts';
import { plansContract } from './plans/contract.ts';
import { referralsContract } from './referrals/contract.ts';
import { slotsContract } from './slots/contract.ts';
import { studentsContract } from './students/contract.ts';
import { homeContract } from './home/contract.ts';
import { jobsContract } from './jobs/contract.ts';
import { runsContract } from './runs/contract.ts';
import { schedulesContract } from './schedules/contract.ts';
import { dataContract } from './data/contract.ts';
import { schoolsContract } from './schools/contract.ts';
import { systemContract } from './system/contract.ts';
import { casesContract } from './cases/contract.ts';
import { contactsContract } from './contacts/contract.ts';
import { documentsContract } from './documents/contract.ts';
import { excusalsContract } from './excusals/contract.ts';
import { journalsContract } from './journals/contract.ts';
import { atRiskContract } from './at-risk/contract.ts';
import { catalogsContract } from './catalogs/contract.ts';
import { eligibilityContract } from './eligibility/contract.ts';
import { incidentsContract } from './incidents/contract.ts';
import { campaignsContract } from './campaigns/contract.ts';
import { tiersContract } from './tiers/contract.ts';
import { meetingsContract } from './meetings/contract.ts';
import { attendanceContractsContract } from './attendance-contracts/contract.ts';
import { formsContract } from './forms/contract.ts';
import { welfareContract } from './welfare/contract.ts';

export const contract = {
  ...approvalsContract,
  ...asksContract,
  ...asOfContract,
  ...auditContract,
  ...effectsContract,
  ...healthContract,
  ...didItHelpContract,
  ...insightContract,
  ...reportsContract,
  ...issueContract,
  ...batchesContract,
  ...channelsContract,
  ...messagesContract,
  ...triggersContract,
  ...noticesContract,
  ...importsContract,
  ...signInContract,
  ...meContract,
  ...peopleContract,
  ...draftsContract,
  ...activitiesContract,
  ...alertsContract,
  ...ownersContract,
  ...retentionContract,
  ...tasksContract,
  ...viewsContract,
  ...worklistContract,
  ...caseFilesContract,
  ...plansContract,
  ...referralsContract,
  ...slotsContract,
  ...studentsContract,
  ...homeContract,
  ...dataContract,
  ...runsContract,
  ...schedulesContract,
  ...jobsContract,
  ...schoolsContract,
  ...systemContract,
  ...casesContract,
  ...contactsContract,
  ...documentsContract,
  ...excusalsContract,
  ...journalsContract,
  ...catalogsContract,
  ...eligibilityContract,
  ...atRiskContract,
  ...incidentsContract,
  ...campaignsContract,
  ...tiersContract,
  ...meetingsContract,
  ...attendanceContractsContract,
  ...welfareContract,
  ...formsContract,
};

export type ApiContract = typeof contract;
