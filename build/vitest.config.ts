import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import type { BrowserCommand } from 'vitest/node';
import { writeMessageFiles } from './messages/write-messages.mjs';
import { restartWithNode } from './setup/node-runtime.mjs';
import { chromiumEngines, engineFlag, engineWithFiles } from './test/chromium-engine.mjs';

// The machine's own Node starts `npx vitest`.
restartWithNode();
// Nothing else runs before `npx vitest` in a fresh clone.
writeMessageFiles();

const repositoryRoot = new URL('..', import.meta.url).pathname;

/** Debian's Chromium; CHROMIUM names another one. Only root needs the first flag; the rest keep it silent. */
const chromiumLaunchOptions = {
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

/** Contracts of the store on a real IndexedDB. */
const storeContracts = ['tests/browser/store/**/*.spec.ts'];

const browserProfileOf = (engine: string): string =>
  path.join(os.tmpdir(), `fieldbook-test-${engine}-${process.pid}`);

/** Suites that take two thirds of the time. They belong to the long form: FIELDBOOK_ENGINES=whole. */
const longSuites = ['tests/browser/store/{erase-mission,remove-from-device}.spec.ts'];
/** No laptop has SQLite, so another suite is left to its long form. */
const longSuitesOf = {
  leveldb: longSuites,
  sqlite: [...longSuites, 'tests/browser/store/due-content.spec.ts'],
};
const playsLongSuites = process.env['FIELDBOOK_ENGINES'] === 'whole';

/** Tells a test its engine, and the engine that has written on the disk. */
const engineOnDisk: BrowserCommand<[]> = ({ project }) => ({
  named: project.name,
  found: engineWithFiles(browserProfileOf(project.name)),
});

/**
 * All requests to the databases of simulated worlds' laptops with their answers, as JSON: made in Node, for a
 * page to compare.
 */
const recordedWorlds: BrowserCommand<[seeds: readonly number[]]> = async (_, seeds) => {
  const recorder = path.join(repositoryRoot, 'tests/simulation/world/record-worlds.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [recorder, ...seeds.map(String)], {
    cwd: repositoryRoot,
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout;
};

/**
 * Chromium on a profile on the disk, with this engine under IndexedDB; the profile is removed at the end of
 * the run.
 */
const browserOnEngine = (engine: (typeof chromiumEngines)[number]) => {
  const profile = browserProfileOf(engine);
  process.once('exit', () => fs.rmSync(profile, { recursive: true, force: true }));
  return {
    browser: 'chromium' as const,
    name: engine,
    ...(!playsLongSuites && { exclude: longSuitesOf[engine] }),
    provider: playwright({
      launchOptions: { ...chromiumLaunchOptions, args: [...chromiumLaunchOptions.args, engineFlag(engine)] },
      persistentContext: profile,
    }),
  };
};

/** Properties for any order of events, tried with many of them: they take as long as all other unit tests. */
const propertySpecs = ['tests/**/*.prop.spec.ts'];

/** Specs of `npm run test:long` alone. */
const longSpecs = ['tests/**/*.long.spec.{ts,tsx}'];

interface SpecFiles {
  readonly include: string[];
  readonly exclude?: string[];
}

const simulationProject = (name: string, specFiles: SpecFiles) => ({
  extends: true as const,
  test: {
    name,
    environment: 'node' as const,
    ...specFiles,
    testTimeout: 300_000,
    sequence: { groupOrder: 2 },
    // Each file is busy all the time, and there is nothing else to leave a core for.
    maxWorkers: '100%',
  },
});

/** Specs that watch calls of the product's own functions: their page must not have loaded these functions before. */
const isolatedSpecs = ['tests/browser/**/*.isolated.spec.tsx'];

/**
 * Pages in Chromium, without a profile on the disk. Without `isolate` files share the modules of one page: loading
 * them again took a quarter of the time.
 */
const browserProject = (name: string, specFiles: SpecFiles, isolate = false) => ({
  extends: true as const,
  plugins: [react()],
  // All code of a page or its worker is prepared before the first test. Found later, it reloads the page under a
  // running test.
  optimizeDeps: { entries: ['renderer/**/*.{ts,tsx}', 'tests/browser/**/*.{ts,tsx}'] },
  test: {
    name,
    ...specFiles,
    // Files leave neither an address nor stored values to each other.
    setupFiles: ['tests/support/screen/reset-page.ts'],
    testTimeout: 20_000,
    browser: {
      enabled: true,
      headless: true,
      isolate,
      screenshotFailures: false,
      provider: playwright({ launchOptions: chromiumLaunchOptions }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

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
          include: [
            'tests/{base,forms,domain,sync,renderer,electron,build,architecture,support}/**/*.spec.ts',
          ],
          exclude: propertySpecs,
          // `npx vitest run FOLDER` runs several projects: one with workers of its own needs a group of its own.
          sequence: { groupOrder: 3 },
          // Journeys beside it wait for windows half of the time, so it takes the core that vitest leaves free.
          maxWorkers: '100%',
          // Modules have no state of their own, so files share them: loading them again took most of the
          // time.
          isolate: false,
          // Against hanging, no expectation: on a busy machine real disks and long backlogs take five times as long.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Shorter, so that a failure names the awaited condition.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'properties',
          environment: 'node',
          include: propertySpecs,
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
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
          globalSetup: ['tests/support/server/start-postgres.ts'],
          sequence: { groupOrder: 4 },
          // Its tests wait for disks, and the journeys beside it for windows.
          maxWorkers: '100%',
          // Files share the modules of the server, as those of the unit tests do: loading them took a third of the time.
          isolate: false,
          // A database of its own for a test takes 0.2 s, and on a busy machine a hundred times as long.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      simulationProject('simulation', { include: ['tests/simulation/**/*.spec.ts'], exclude: longSpecs }),
      simulationProject('long-simulation', { include: ['tests/simulation/**/*.long.spec.ts'] }),
      browserProject('browser', {
        include: ['tests/browser/**/*.spec.{ts,tsx}'],
        // The contracts run on the disk, on both engines.
        exclude: [...storeContracts, ...longSpecs, ...isolatedSpecs],
      }),
      browserProject('browser-isolated', { include: isolatedSpecs }, true),
      browserProject('long-browser', { include: ['tests/browser/**/*.long.spec.tsx'] }),
      {
        extends: true,
        plugins: [react()],
        optimizeDeps: { entries: ['renderer/store/**/*.ts', 'tests/browser/store/**/*.{ts,tsx}'] },
        test: {
          name: 'engines',
          include: storeContracts,
          testTimeout: 60_000,
          // One after the other: only then is there a profile on the disk, and an engine that writes to it.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunchOptions }),
            instances: chromiumEngines.map(browserOnEngine),
            commands: { engineOnDisk, recordedWorlds },
          },
        },
      },
    ],
  },
});
