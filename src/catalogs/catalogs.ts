/** The list of catalogs, in the order of the screen. Each is one file in its folder. */
import { actionCodes } from './action-codes/action-codes.ts';
import { atRiskFactors } from './at-risk/at-risk-factors.ts';
import { atRiskReasons } from './at-risk/at-risk-reasons.ts';
import type { Catalog, CatalogName } from './catalog.ts';
import { contactReasons } from './contact-reasons/contact-reasons.ts';
import { nonStudents } from './directory/non-students.ts';
import { eligibilityStatuses } from './eligibility-statuses/eligibility-statuses.ts';
import { fines } from './fines/fines.ts';
import { helpLinks } from './help-links/help-links.ts';
import { incidentCodes } from './incident-codes/incident-codes.ts';
import { interventions } from './interventions/interventions.ts';
import { rootCauses } from './interventions/root-causes.ts';
import { journalReasons } from './journal-reasons/journal-reasons.ts';

const BY_NAME: { readonly [C in CatalogName]: Catalog<C> } = {
  'incident-codes': incidentCodes,
  'action-codes': actionCodes,
  fines,
  'at-risk-reasons': atRiskReasons,
  'at-risk-factors': atRiskFactors,
  'eligibility-statuses': eligibilityStatuses,
  'journal-reasons': journalReasons,
  'contact-reasons': contactReasons,
  interventions,
  'root-causes': rootCauses,
  'help-links': helpLinks,
  'non-students': nonStudents,
};

export const CATALOG_NAMES = Object.keys(BY_NAME) as readonly CatalogName[];

export function catalogOf<C extends CatalogName>(name: C): Catalog<C> {
  return BY_NAME[name];
}

/** The catalog of this name, or undefined: for what a person typed. */
export function findCatalog(name: string): Catalog | undefined {
  return CATALOG_NAMES.some((one) => one === name) ? BY_NAME[name as CatalogName] : undefined;
}
