/** How the browser's part is built. `npm run web` and `buildWeb()` use it. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Absolute, because pages are opened at any depth of address.
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Pictures as files of their own: the content policy allows no others.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
