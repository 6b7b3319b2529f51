import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { restartWithNode } from './setup/node-runtime.mjs';

// `npx vitest` begins with the machine's own Node.
restartWithNode();

const repositoryRoot = new URL('..', import.meta.url).pathname;

/** Debian's Chromium; CHROMIUM names another one. Only root needs the first flag; the rest keep it silent. */
const chromium = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** What holds for any order of events, tried with many of them: they take as long as all other unit tests. */
const properties = ['tests/**/*.prop.spec.ts'];

export default defineConfig({
  root: repositoryRoot,
  cacheDir: 'node_modules/.vite',
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{domain,sync,renderer,electron,build,architecture}/**/*.spec.ts'],
          exclude: properties,
          // Modules have no state of their own, so files share them: loading them anew took most of the time.
          isolate: false,
          // Against hanging, no expectation: on a busy machine real disks and long backlogs take five times as long.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Shorter, so that what was waited for is named.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'properties',
          environment: 'node',
          include: properties,
          testTimeout: 120_000,
          // Each file is busy all the time, and there is nothing else to leave a core for.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          include: ['tests/{server,protocol}/**/*.spec.ts'],
          // A real PostgreSQL is started once for the run.
          globalSetup: ['tests/server/start-postgres.ts'],
          // A database of its own for a test takes 0.2 s, and on a busy machine a hundred times as long.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          environment: 'node',
          include: ['tests/simulation/**/*.spec.ts'],
          testTimeout: 300_000,
          // Each file is busy all the time, and there is nothing else to leave a core for.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        plugins: [react()],
        // All that a page or its worker may load is prepared before the first test: found later, it reloads the page
        // under a running test.
        optimizeDeps: { entries: ['renderer/**/*.{ts,tsx}', 'tests/browser/**/*.{ts,tsx}'] },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.spec.{ts,tsx}'],
          testTimeout: 20_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
