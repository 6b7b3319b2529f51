import { expect, type Page } from '@playwright/test';

/** A laptop's clock as its store reads it; a journey moves it. */
export interface LaptopClock {
  /** Let this much time pass at once; events of the meantime happen then. */
  pass(ms: number): Promise<void>;
}

/** The first message to a worker waits for this, on its page. */
type Holding = typeof globalThis & { letStart?: () => void };
/** Moves the clock of a worker on. */
type Clocked = typeof globalThis & { passTime: (ms: number) => void };

/**
 * Open a vault with a store that takes the time from here on. The store's worker begins with its first message, which
 * is held back until its clock is in place. The shell keeps the machine's clock, and so does headquarters.
 * @param aheadMs time that the store's clock is ahead from the beginning
 */
export async function openWithClock(
  page: Page,
  openVault: () => Promise<void>,
  aheadMs = 0,
): Promise<LaptopClock> {
  await page.evaluate(holdFirstMessage);
  const started = page.waitForEvent('worker');
  const opening = openVault();
  const worker = await started;
  // Right after its start a worker has nothing yet.
  await expect.poll(() => worker.evaluate(() => typeof setTimeout)).toBe('function');
  await worker.evaluate(putClock, aheadMs);
  await page.waitForFunction(() => (globalThis as Holding).letStart !== undefined);
  await page.evaluate(() => (globalThis as Holding).letStart?.());
  await opening;
  return { pass: (ms) => worker.evaluate((passed) => (globalThis as Clocked).passTime(passed), ms) };
}

function holdFirstMessage(): void {
  const Real = Worker;
  globalThis.Worker = class extends Real {
    override postMessage(message: unknown, more?: Transferable[] | StructuredSerializeOptions): void {
      globalThis.Worker = Real;
      // One of the two forms, passed on as it came.
      (globalThis as Holding).letStart = () => super.postMessage(message, more as Transferable[]);
    }
  };
}

/** Runs in the worker: a clock that is ahead, and alarms that ring when it has passed their time. */
function putClock(startMs: number): void {
  const [readMs, begin, end] = [Date.now, globalThis.setTimeout, globalThis.clearTimeout];
  /** Shorter waits are for the disk or the network, and these keep the machine's time. */
  const shortestMs = 10 * 60_000;
  const waiting = new Map<number, { readonly atMs: number; readonly ring: () => void }>();
  let aheadMs = startMs;
  Date.now = () => readMs() + aheadMs;
  globalThis.setTimeout = ((run: () => void, waitMs = 0) => {
    const ring = (): void => {
      waiting.delete(timer);
      end(timer);
      run();
    };
    const timer = Number(begin(ring, waitMs));
    if (waitMs >= shortestMs) waiting.set(timer, { atMs: Date.now() + waitMs, ring });
    return timer;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: number) => {
    waiting.delete(timer);
    end(timer);
  }) as typeof clearTimeout;
  (globalThis as Clocked).passTime = (ms) => {
    aheadMs += ms;
    for (const { atMs, ring } of waiting.values()) if (atMs <= Date.now()) ring();
  };
}
