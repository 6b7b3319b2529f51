import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page, Worker } from '@playwright/test';

const probe = path.resolve(import.meta.dirname, '../journeys/shell-probe');
const read = (file: string): string => readFileSync(path.join(probe, file), 'utf8');

const roads = read('roads.js').replaceAll(/^export /gm, '');
const wholeProbe = `${roads}\n${read('probe.js').replace(/^import .*$/m, '')}`;

/** Bring the probe of the journeys into the packaged app's own page: every way out that a page could try. */
export const bringProbe = async (page: Page): Promise<void> => {
  await page.evaluate(`(async () => { ${wholeProbe} })()`);
};

/** The same ways out for a worker that runs already; tried from a timer, where the page's policy holds. */
export const workerRoads = (worker: Worker, server: string): Promise<unknown> =>
  worker.evaluate(
    `(() => { ${roads}
      return new Promise((done) => setTimeout(() => void tryAll(sharedRoads(${JSON.stringify(server)})).then(done)));
    })()`,
  );
