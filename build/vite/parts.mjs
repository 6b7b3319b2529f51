import { nodeBuildConfig } from './node-config.mjs';
import { pageBuildConfig } from './page-config.mjs';

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
