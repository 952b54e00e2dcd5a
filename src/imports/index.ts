/** One folder for each source format; all of them end in the standard bundle. */
export * from './standard/index.ts';
export { listSetAside, type StoredSetAside } from './set-aside/list-set-aside.ts';
