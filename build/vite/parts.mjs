import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import react from '@vitejs/plugin-react';
import { inRepository } from '../repository.mjs';
import { nodeBuildConfig } from './node-config.mjs';

/** Components of the library. One that a chunk does not use stays out of it, although the entry names it. */
const componentFile = /\/renderer\/ui\/(?!index\.ts).*\.tsx?$/;

/** Messages of the component library in languages that Fieldbook does not have: a fifth of the library. */
const foreignMessageFile =
  /\/node_modules\/react-(?:aria|stately)\/.*\/intl\/.*\/(?!en-|fr-|ar-)[a-z]{2}-[A-Z]{2}\./;

/** @type {import('vite').Plugin} */
const ownLanguagesOnly = {
  name: 'own-languages-only',
  load: (id) => (foreignMessageFile.test(id) ? 'export default {};' : null),
};

const compressBrotli = promisify(zlib.brotliCompress);

/** Writes each text a second time as Brotli, for the server to send. @type {import('vite').Plugin} */
const compressedTexts = {
  name: 'compressed-texts',
  // From the written files: other plugins still change the bundle in memory.
  async writeBundle({ dir = '' }, bundle) {
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 };
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const file = path.join(dir, name);
      fs.writeFileSync(`${file}.br`, await compressBrotli(fs.readFileSync(file), { params }));
    }
  },
};

/**
 * Returns the configuration of a folder with an index.html as a page: the field app, the console, the
 * gallery. Nothing is inlined and nothing needs a script that the pages' content security policy would
 * refuse.
 * @param {{ folder: string, out: string, base: string, isServed?: boolean }} page
 * @returns {import('vite').InlineConfig}
 */
export const pageBuildConfig = ({ folder, out, base, isServed = false }) => ({
  configFile: false,
  root: inRepository(folder),
  base,
  publicDir: false,
  cacheDir: inRepository('node_modules', '.vite', out),
  logLevel: 'warn',
  plugins: [react(), ownLanguagesOnly, ...(isServed ? [compressedTexts] : [])],
  worker: { format: 'es' },
  // Messages: a text is parsed in a quarter of the time of an object in the code.
  json: { stringify: true, namedExports: false },
  build: {
    outDir: inRepository('dist', out),
    emptyOutDir: true,
    target: 'chrome130',
    // Nobody is sent the sources of a served page; its maps are for those who have the folder.
    sourcemap: isServed ? 'hidden' : true,
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
 * @property {boolean} [isForTests] built only where it is named
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
    configs: [
      pageBuildConfig({ folder: 'renderer/console', out: 'console', base: '/console/', isServed: true }),
    ],
  },
  {
    name: 'gallery',
    sources: ['renderer', 'locales', 'domain', 'forms', 'base'],
    configs: [pageBuildConfig({ folder: 'renderer/ui/gallery', out: 'gallery', base: './' })],
  },
  {
    // The real store without a shell, for the tortures of both engines.
    name: 'store-page',
    isForTests: true,
    sources: [
      'tests/torture/store-page',
      'tests/support',
      'renderer',
      'locales',
      'sync',
      'api',
      'domain',
      'forms',
      'base',
    ],
    configs: [pageBuildConfig({ folder: 'tests/torture/store-page', out: 'store-page', base: './' })],
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
