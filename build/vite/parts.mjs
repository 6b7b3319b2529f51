import { nodeBuildConfig } from './node-config.mjs';
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

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {readonly string[]} sources folders; a change in them makes the part stale
 * @property {readonly import('vite').InlineConfig[]} configs built one after the other
 */

// Of the stand-in for Electron, the oldest that runs the shell (build/setup/electron-fallback.mjs).
const oldestElectronNode = 'node20';

/** Parts of `dist/`. @type {readonly Part[]} */
export const distParts = [
  {
    name: 'electron',
    sources: ['electron', 'renderer/host', 'server', 'locales', 'sync', 'api', 'domain', 'forms', 'base'],
    configs: [
      nodeBuildConfig({
        entry: 'electron/main.ts',
        out: 'electron',
        file: 'main.js',
        target: oldestElectronNode,
      }),
      nodeBuildConfig({
        entry: 'electron/preload.ts',
        out: 'electron',
        file: 'preload.cjs',
        preload: true,
        keep: true,
      }),
      nodeBuildConfig({
        entry: 'electron/vault/kdf-worker.ts',
        out: 'electron',
        file: 'kdf-worker.js',
        target: oldestElectronNode,
        keep: true,
      }),
    ],
  },
  {
    name: 'field',
    sources: ['renderer', 'locales', 'sync', 'api', 'domain', 'forms', 'base'],
    configs: [pageBuildConfig({ folder: 'renderer/field', out: 'field', base: './' })],
  },
  {
    name: 'console',
    sources: ['renderer', 'locales', 'sync', 'api', 'domain', 'forms', 'base'],
    configs: [pageBuildConfig({ folder: 'renderer/console', out: 'console', base: '/console/' })],
  },
  {
    name: 'gallery',
    sources: ['renderer', 'locales', 'domain', 'forms', 'base'],
    configs: [pageBuildConfig({ folder: 'renderer/ui/gallery', out: 'gallery', base: './' })],
  },
  {
    name: 'server',
    sources: ['server', 'locales', 'sync', 'api', 'domain', 'forms', 'base'],
    configs: [
      nodeBuildConfig({ entry: 'server/main.ts', out: 'server', file: 'main.js' }),
      nodeBuildConfig({
        entry: 'server/judging/judging-thread.ts',
        out: 'server',
        file: 'judging-thread.js',
        keep: true,
      }),
    ],
  },
];
