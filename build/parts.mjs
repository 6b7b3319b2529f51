import { nodeConfig } from './vite/node-config.mjs';
import { pageConfig } from './vite/page-config.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {readonly string[]} sources folders whose files decide whether it must be built again
 * @property {readonly import('vite').InlineConfig[]} configs built one after the other
 */

// Of the stand-in for Electron, the oldest that runs the shell (build/setup/electron-fallback.mjs).
const oldestElectronNode = 'node20';

/** What `dist/` consists of. @type {readonly Part[]} */
export const parts = [
  {
    name: 'electron',
    sources: ['electron', 'renderer/host', 'server', 'sync', 'domain'],
    configs: [
      nodeConfig({
        entry: 'electron/main.ts',
        out: 'electron',
        file: 'main.js',
        target: oldestElectronNode,
      }),
      nodeConfig({
        entry: 'electron/preload.ts',
        out: 'electron',
        file: 'preload.cjs',
        preload: true,
        keep: true,
      }),
      nodeConfig({
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
    sources: ['renderer', 'sync', 'domain'],
    configs: [pageConfig({ folder: 'renderer/field', out: 'field', base: './' })],
  },
  {
    name: 'console',
    sources: ['renderer', 'sync', 'domain'],
    configs: [pageConfig({ folder: 'renderer/console', out: 'console', base: '/console/' })],
  },
  {
    name: 'gallery',
    sources: ['renderer', 'domain'],
    configs: [pageConfig({ folder: 'renderer/ui/gallery', out: 'gallery', base: './' })],
  },
  {
    name: 'server',
    sources: ['server', 'sync', 'domain'],
    configs: [
      nodeConfig({ entry: 'server/main.ts', out: 'server', file: 'main.js' }),
      nodeConfig({
        entry: 'server/judging/judging-thread.ts',
        out: 'server',
        file: 'judging-thread.js',
        keep: true,
      }),
    ],
  },
];
