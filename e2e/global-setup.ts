/** Before all browser tests: the app is built, and there is a home for the database server of the run. */
import { reserve } from '../src/db/embedded/index.ts';
import { makeTestHome, removeTestHome } from '../src/db/testing-home.ts';
import { buildWeb } from '../src/web/build.ts';

// eslint-disable-next-line import/no-default-export -- Playwright asks for it
export default async function setup(): Promise<() => Promise<void>> {
  process.env['ROLLCALL_WEB_ROOT'] = await buildWeb();
  const home = makeTestHome('rollcall-e2e-');
  const release = await reserve(home);
  process.env['ROLLCALL_TEST_HOME'] = home;
  return async () => {
    await release();
    await removeTestHome(home);
  };
}
