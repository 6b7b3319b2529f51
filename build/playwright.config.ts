import { defineConfig } from '@playwright/test';
import { restartWithNode } from './setup/node-runtime.mjs';

// The machine's own Node starts `npx playwright`.
restartWithNode();

/**
 * Journeys drive the real app, the real server and the console; the package project drives the packaged app.
 * One at a time: each starts whole programs.
 */
export default defineConfig({
  projects: [
    { name: 'journeys', testDir: '../tests/journeys', testIgnore: '**/*.long.journey.ts' },
    // `npm run test:long`.
    { name: 'long-journeys', testDir: '../tests/journeys', testMatch: '**/*.long.journey.ts' },
    { name: 'package', testDir: '../tests/package' },
    // Kills, full disks and interrupted connections; FIELDBOOK_ROUNDS is the number of rounds (`npm run
    // torture`).
    { name: 'torture', testDir: '../tests/torture', testMatch: '**/*.torture.ts' },
  ],
  testMatch: '**/*.journey.ts',
  outputDir: '../dist/test-results/playwright',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  // Against hanging, no expectation: on a busy machine a screen takes several times as long.
  expect: { timeout: 20_000 },
  // `npm test` names the JSON file by PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  use: { trace: 'off' },
});
