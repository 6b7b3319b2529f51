import react from '@vitejs/plugin-react';
import { inRepository } from '../repository.mjs';

/** Components of the library. One that a chunk does not use stays out of it, although the entry names it. */
const componentFile = /\/renderer\/ui\/(?!index\.ts).*\.tsx?$/;

/**
 * Returns the configuration of a folder with an index.html as a page: the field app, the console, the
 * gallery. Nothing is inlined and nothing needs a script that the pages' content security policy would
 * refuse.
 * @param {{ folder: string, out: string, base: string }} page
 * @returns {import('vite').InlineConfig}
 */
export const pageBuildConfig = ({ folder, out, base }) => ({
  configFile: false,
  root: inRepository(folder),
  base,
  publicDir: false,
  cacheDir: inRepository('node_modules', '.vite', out),
  logLevel: 'warn',
  plugins: [react()],
  worker: { format: 'es' },
  // Messages: a text is parsed in a quarter of the time of an object in the code.
  json: { stringify: true, namedExports: false },
  build: {
    outDir: inRepository('dist', out),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: componentFile, sideEffects: false }] } },
    chunkSizeWarningLimit: 4_000,
  },
});
