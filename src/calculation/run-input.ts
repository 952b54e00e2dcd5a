import type { ClientBase } from 'pg';
import type { Day } from '../engine/index.ts';
import type { District } from './district.ts';

/** What a run starts from. */
export interface RunInput {
  readonly client: ClientBase;
  readonly districtId: number;
  readonly district: District;
  readonly asOf: Day;
  readonly calculationId: number;
  readonly by: string;
  readonly now: Date;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}
