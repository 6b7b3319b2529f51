import fs from 'node:fs';
import path from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { engineFlag } from '#build/test/chromium-engine.mjs';
import { hostilePageContract, opsInHostilePack } from '../hostile-page/hostile-page.ts';
import { benchFolderOf } from '../rig/bench-app.ts';
import type { BenchFigure } from '../rig/figure-table.ts';
import { BenchPage } from '../rig/open-bench-page.ts';
import { atScale, measureInTurns, type RoundTimes, ratioFigure, registerCount } from './measure-op-cost.ts';

const pageAddress = 'http://localhost/';
const hostilePageFolder = path.resolve('dist/bench/hostile-page');

/** A laptop's store in Chromium, on LevelDB as in the app, with one document of so many registers. */
class HostileLaptop extends BenchPage<typeof hostilePageContract> {
  readonly #context: BrowserContext;
  readonly #processes: CDPSession;

  private constructor(context: BrowserContext, page: Page, processes: CDPSession) {
    super(page, hostilePageContract);
    this.#context = context;
    this.#processes = processes;
  }

  /** `name`: of the folder of its data, which is emptied first. */
  static async start(name: string, registers: number): Promise<HostileLaptop> {
    const profile = path.join(benchFolderOf('hostile'), name);
    fs.rmSync(profile, { recursive: true, force: true });
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', engineFlag('leveldb')],
    });
    await context.route(`${pageAddress}**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({
        path: path.join(hostilePageFolder, pathname === '/' ? 'index.html' : pathname),
      });
    });
    const processes = await context.browser()?.newBrowserCDPSession();
    if (processes === undefined) throw new Error('Chromium does not tell of its processes');
    const [page = await context.newPage()] = context.pages();
    const hostileLaptop = new HostileLaptop(context, page, processes);
    await page.goto(pageAddress);
    await hostileLaptop.untilServed();
    await hostileLaptop.ask('open', registers);
    return hostileLaptop;
  }

  /** Processor time of Chromium's processes for a task, in microseconds. */
  async processorMicros(task: () => Promise<unknown>): Promise<number> {
    const before = await this.#processorSeconds();
    await task();
    return ((await this.#processorSeconds()) - before) * 1_000_000;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #processorSeconds(): Promise<number> {
    const { processInfo } = await this.#processes.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }
}

/** Ticks of the processor's clock are 10 ms: a round has to take many. */
const packsInReceiveRound = 20;
/** Enough for the large document to be written whole twice. */
const receiveRounds = 75;

const answersInRound = 25;
const answerRounds = 40;
/** Of a record of 54 items, like the field's assessment; and of a workshop with 500 participants. */
const [few, manyItems] = [54, 5_000];
const maximumLaptopRatio = 1.2;

/** Processor time of an op of a colleague on a laptop, in a document of 10^5 registers beside one of 10^2. */
export async function measureReceive(scale: number): Promise<readonly BenchFigure[]> {
  return withTwoLaptops(100, atScale(scale, 100_000, 100), async (small, large) => {
    const round = (hostileLaptop: HostileLaptop) => async (): Promise<number> =>
      (await hostileLaptop.processorMicros(() => hostileLaptop.ask('receive', packsInReceiveRound))) /
      (packsInReceiveRound * opsInHostilePack);
    // The first packs read the document; its encrypted snapshot is paid once.
    for (const hostileLaptop of [small, large]) await hostileLaptop.ask('receive', packsInReceiveRound);
    const roundTimes = await measureInTurns(atScale(scale, receiveRounds, 2), round(small), round(large));
    return [
      ratioFigure(
        `receive: an op among ${registerCount(scale)} registers`,
        roundTimes,
        maximumLaptopRatio,
        true,
      ),
    ];
  });
}

/**
 * Processor time and written bytes of a saved answer on a laptop: in a large record, beside one in a small
 * record.
 */
export async function measureSavedAnswers(scale: number): Promise<readonly BenchFigure[]> {
  const many = atScale(scale, manyItems, few);
  return withTwoLaptops(few, many, async (small, large) => {
    const bytes: RoundTimes = { small: [], large: [] };
    const round = (hostileLaptop: HostileLaptop, written: number[]) => async (): Promise<number> => {
      const micros = await hostileLaptop.processorMicros(async () => {
        written.push((await hostileLaptop.ask('save', answersInRound)) / answersInRound);
      });
      return micros / answersInRound;
    };
    for (const hostileLaptop of [small, large]) await hostileLaptop.ask('save', answersInRound);
    const roundTimes = await measureInTurns(
      atScale(scale, answerRounds, 2),
      round(small, bytes.small),
      round(large, bytes.large),
    );
    const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
    return [
      ratioFigure(
        `a saved answer in a record of ${many.toLocaleString('en')} items`,
        roundTimes,
        maximumLaptopRatio,
        true,
      ),
      {
        name: 'bytes that it writes to the database, folds included',
        value: `${Math.round(mean(bytes.large))} B`,
        floor: `${Math.round(mean(bytes.small))} B`,
      },
    ];
  });
}

/** Run a measurement with two laptops of so many registers. */
async function withTwoLaptops(
  few: number,
  many: number,
  measure: (small: HostileLaptop, large: HostileLaptop) => Promise<readonly BenchFigure[]>,
): Promise<readonly BenchFigure[]> {
  const small = await HostileLaptop.start('small', few);
  try {
    const large = await HostileLaptop.start('large', many);
    try {
      return await measure(small, large);
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
}
