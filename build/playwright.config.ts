import { defineConfig } from '@playwright/test';
import { restartWithNode } from './setup/node-runtime.mjs';

// The machine's own Node starts `npx playwright`.
restartWithNode();

/** A part of the tests, with a folder of results of its own: another part runs beside it. */
const partOf = (
  name: string,
  files: { testDir: string; testIgnore?: string; testMatch?: string; workers?: number },
) => ({
  name,
  workers: 1,
  outputDir: `../dist/test-results/playwright/${name}`,
  ...files,
});

/**
 * Journeys drive the real app, the real server and the console; the package project drives the packaged app.
 * One at a time: each starts whole programs. Torture runs beside nothing else, so it has a worker for each core.
 */
export default defineConfig({
  projects: [
    partOf('journeys', { testDir: '../tests/journeys', testIgnore: '**/*.long.journey.ts' }),
    // `npm run test:long`.
    partOf('long-journeys', { testDir: '../tests/journeys', testMatch: '**/*.long.journey.ts' }),
    partOf('package', { testDir: '../tests/package' }),
    // Kills, full disks and interrupted connections; FIELDBOOK_ROUNDS is the number of rounds (`npm run
    // torture`).
    partOf('torture', { testDir: '../tests/torture', testMatch: '**/*.torture.ts', workers: 2 }),
  ],
  testMatch: '**/*.journey.ts',
  workers: 2,
  forbidOnly: true,
  timeout: 120_000,
  // Against hanging, no expectation: on a busy machine a screen takes several times as long.
  expect: { timeout: 20_000 },
  // `npm test` names the JSON file by PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  use: { trace: 'off' },
});
