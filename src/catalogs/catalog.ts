/** What a catalog is: codes of one kind that a district defines, with names, further columns and the days on which they hold. */

/** A column that a catalog adds. What may stand in it is said here once, for the screen, the command line and the check. */
export type CatalogField = { readonly key: string; readonly isOptional?: boolean } & (
  | { readonly kind: 'money' }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Codes of another catalog. */
  | { readonly kind: 'codes'; readonly catalog: CatalogName }
  | { readonly kind: 'yes-no' }
  /** `isWebAddress`: https:// and no spaces. */
  | { readonly kind: 'text'; readonly isWebAddress?: true }
  /** A text in English and in Spanish. */
  | { readonly kind: 'words' }
);

export interface Words {
  readonly en: string;
  readonly es: string;
}

type NoFurtherColumns = Readonly<Record<string, never>>;

/** The further columns of each catalog. Money is whole cents. */
export interface CatalogExtras {
  readonly 'incident-codes': NoFurtherColumns;
  readonly 'action-codes': NoFurtherColumns;
  readonly fines: { readonly amountCents: number };
  readonly 'at-risk-factors': NoFurtherColumns;
  /** Codes of `at-risk-factors`. */
  readonly 'at-risk-reasons': { readonly factors: readonly string[] };
  /** An entry with this reason joins the intervention plan. */
  readonly 'journal-reasons': { readonly joinsPlan: boolean };
  readonly 'contact-reasons': NoFurtherColumns;
  readonly 'root-causes': { readonly group: RootCauseGroup };
  /** `rootCauses`: codes of `root-causes` that it fits. */
  readonly interventions: {
    readonly tier: number;
    readonly rootCauses: readonly string[];
    readonly dosage: Words;
  };
  /** 0 is the mildest; of several statuses the one with the largest severity is the overall one. */
  readonly 'eligibility-statuses': { readonly severity: number };
  /** `helps`: a role, or `everybody`. */
  readonly 'help-links': { readonly address: string; readonly helps: string };
  /** `kind`: what the person does, as bus driver. The code is the id. */
  readonly 'non-students': { readonly kind: string };
}

export type CatalogName = keyof CatalogExtras;

export const ROOT_CAUSE_GROUPS = ['barriers', 'aversion', 'disengagement', 'misconceptions'] as const;
export type RootCauseGroup = (typeof ROOT_CAUSE_GROUPS)[number];

/** A code with which a district begins. */
export interface ShippedEntry<C extends CatalogName> {
  readonly code: string;
  readonly name: Words;
  readonly extra: CatalogExtras[C];
}

export interface Catalog<C extends CatalogName = CatalogName> {
  readonly catalog: C;
  readonly fields: readonly CatalogField[];
  readonly shipped: readonly ShippedEntry<C>[];
  /** Names of people: the same in every language. */
  readonly isOfPeople?: true;
}

/** Types a catalog by its own columns. */
export function defineCatalog<C extends CatalogName>(catalog: Catalog<C>): Catalog<C> {
  return catalog;
}
