/** How the browser's part is built. `npm run web` and `buildWeb()` use it. */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contract } from '../server/contract.ts';
import { isFile, type Contract } from '../server/route.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractWithoutSchemas()],
  // Absolute, because pages are opened at any depth of address.
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Pictures as files of their own: the content policy allows no others.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Which file holds what; `first-load.ts` reads it.
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // Files that ask for one another run in the order of their modules, whatever file a module is in.
        strictExecutionOrder: true,
        codeSplitting: {
          groups: [
            // One file for what every page needs, instead of forty that a slow line fetches a few at a time.
            { name: 'first', tags: ['$initial'], priority: 4 },
            // Where everybody comes in, and where most people begin: in few files, with nothing of other screens.
            { name: 'sign-in', test: /screens\/sign-in\/sign-in-screen\.tsx$/, priority: 3 },
            { name: 'home', test: /screens\/home\/home-screen\.tsx$/, priority: 2 },
            // What several screens need, in few files.
            { name: 'also', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 40_000, priority: 1 },
          ],
        },
      },
    },
  },
});

/**
 * The client needs method and address of each route and whether it answers with a file; the schemas, and zod with them, stay in the
 * types and on the server. That is a third of what would be loaded before the first screen.
 */
function contractWithoutSchemas(): Plugin {
  const whole = join(import.meta.dirname, '../server/contract.ts');
  const slim = Object.entries(contract as Contract).map(([name, { method, path, ok }]) => [
    name,
    { method, path, ok: isFile(ok) ? ok : {} },
  ]);
  return {
    name: 'contract-without-schemas',
    load: (id) => (id === whole ? `export const contract = ${JSON.stringify(Object.fromEntries(slim))};` : undefined),
  };
}
