/** One folder for each source format; all of them end in the standard bundle. */
export * from './standard/index.ts';
