/** Who does something in casework, in which role, and when. */
import type { Role } from '../../access/index.ts';

export interface Who {
  readonly districtId: number;
  /** '' where Rollcall does it by itself. */
  readonly personId: string;
  readonly name: string;
  /** The role that lets the person do it; `rollcall` for Rollcall itself and for the command line. */
  readonly role: ActingRole;
  readonly now: Date;
  /** Today in the district, ISO. */
  readonly on: string;
}

export type ActingRole = Role | 'rollcall';
