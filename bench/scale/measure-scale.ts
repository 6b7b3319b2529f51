import fs from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { QueryName } from '#renderer/store/api/store-api.ts';
import { makeAppFolder } from '../rig/bench-laptop.ts';
import { waitFor } from '../rig/bounded-wait.ts';
import { type BenchFigure, durationFigure, formatMs } from '../rig/figure-table.ts';
import { readPssMb } from '../rig/process-memory.ts';
import { readProcessorSeconds } from '../rig/processor-time.ts';
import type { ScalePage, ScaleSize } from '../scale-page/scale-page.ts';

type ScaleCallArguments<M extends keyof ScalePage> = Parameters<ScalePage[M]>;
type ScaleCallResult<M extends keyof ScalePage> = Awaited<ReturnType<ScalePage[M]>>;

/** Fill a laptop through snapshots, restart the app on it, and measure the waits of a person. */
export async function measureScale(
  folder: string,
  howMany: ScaleSize,
  say: (what: string) => void,
): Promise<readonly BenchFigure[]> {
  fs.rmSync(folder, { recursive: true, force: true });
  const [appFolder, profile] = [path.join(folder, 'app'), path.join(folder, 'profile')];
  makeAppFolder(appFolder, 'scale-page');

  say('filling a new laptop through snapshots');
  const empty = await ScaleApp.start(appFolder, profile);
  await empty.ask('start', howMany, true);
  const emptyMb = await empty.memoryMb();
  const filledMs = await empty.ask('fill');
  const floor = await empty.ask('floor');
  await empty.quit();

  say('starting the app on what is there now');
  const app = await ScaleApp.start(appFolder, profile);
  const usableMs = await app.ask('start', howMany, false);
  const memoryMb = await app.memoryMb();
  const questions: BenchFigure[] = [];
  for (const query of measuredQueries)
    questions.push(
      durationFigure(
        `question: ${query}`,
        await app.ask('ask', query, askRounds),
        100,
        query === 'document' ? formatMs(floor.getMs) : undefined,
      ),
    );
  const searched = await app.ask('search', 'forensic labo');
  const written = await app.ask('write', writeRounds);
  const memoryAfterMb = await app.memoryMb();
  await app.quit();

  const floorMs = floor.putMs * howMany.missions;
  return [
    {
      name: 'a new laptop fetches it all',
      value: `${(filledMs / 1_000).toFixed(1)} s`,
      floor: `${(floorMs / 1_000).toFixed(1)} s (x ${(filledMs / floorMs).toFixed(1)})`,
    },
    { name: 'unlock to usable', value: formatMs(usableMs), target: '< 2,000 ms', isMet: usableMs < 2_000 },
    ...questions,
    durationFigure('search as you type', searched, 50),
    durationFigure('a write while lists are watched', written, 100),
    memoryFigure('memory when usable', memoryMb, emptyMb),
    memoryFigure('memory after all that', memoryAfterMb, emptyMb),
  ];
}

/** App with the page of this measurement in place of its screens. */
export class ScaleApp {
  readonly #app: ElectronApplication;
  readonly #page: Page;

  private constructor(app: ElectronApplication, page: Page) {
    this.#app = app;
    this.#page = page;
  }

  static async start(appFolder: string, profile: string): Promise<ScaleApp> {
    const app = await _electron.launch({ args: [appFolder, `--user-data-dir=${profile}`], timeout: 60_000 });
    const page = await app.firstWindow();
    page.setDefaultTimeout(0);
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`  [page] ${message.text().slice(0, 300)}`);
    });
    await waitFor(
      'page of the measurement',
      page.waitForFunction(() => window.scale !== undefined),
      2,
    );
    return new ScaleApp(app, page);
  }

  ask<M extends keyof ScalePage>(method: M, ...given: ScaleCallArguments<M>): Promise<ScaleCallResult<M>> {
    const answer = this.#page.evaluate(
      ([name, values]) => {
        const called = window.scale?.[name as keyof ScalePage] as
          | ((...all: unknown[]) => unknown)
          | undefined;
        return called?.(...(values as unknown[]));
      },
      [method, given] as const,
    ) as Promise<ScaleCallResult<M>>; // the type of the page's own interface
    return waitFor(`answer of the laptop to "${method}"`, answer);
  }

  /**
   * Memory of all processes of the app, each shared page counted once (PSS); null where Linux does not tell.
   */
  async memoryMb(): Promise<number | null> {
    return readPssMb(await this.#processes());
  }

  /** Of all processes of the app. */
  async processorSeconds(): Promise<number | null> {
    return readProcessorSeconds(await this.#processes());
  }

  async quit(): Promise<void> {
    await waitFor('end of the app', this.#app.close(), 2);
  }

  #processes(): Promise<number[]> {
    return this.#app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  }
}

const measuredQueries = [
  'missions',
  'documents',
  'document',
  'history',
  'whereabouts',
  'conflicts',
  'status',
] as const satisfies readonly QueryName[];
const askRounds = 30;
const writeRounds = 40;
const maximumMemoryMb = 400;

const memoryFigure = (name: string, mb: number | null, emptyMb: number | null): BenchFigure =>
  mb === null || emptyMb === null
    ? { name, value: 'not told here' }
    : {
        name,
        value: `${Math.round(mb)} MB`,
        floor: `${Math.round(emptyMb)} MB empty`,
        target: `< ${maximumMemoryMb} MB`,
        isMet: mb < maximumMemoryMb,
      };
