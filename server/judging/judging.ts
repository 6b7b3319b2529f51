import { setTimeout } from 'node:timers/promises';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import { CpuBudget } from './cpu-budget.ts';
import { FairQueue } from './fair-queue.ts';
import { type ArrivingPack, type PackJudge, ServerStopping } from './pack-judge.ts';

/** The device that brought a pack has used up its budget: nothing was looked at, and the same may come again later. */
export class OverBudget extends Error {
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super('The device has used up its processor time');
    this.waitSeconds = waitSeconds;
  }
}

/** 15 s of a processor in a minute are 1,500 ordinary packs: weeks of field work. */
export const generousCpuMsPerMinute = 15_000;

/** What an ordinary pack takes at most. A device rests after a larger one, so that it fills no more than a quarter of the time. */
const ordinaryMs = 10;
const restsFor = 3;

/** Whoever reads a list takes turns with the devices. */
const lists = 'lists';

/** The way of all packs that devices bring: in turns, and within the budget of the device that brings them. */
export class Judging {
  readonly #judge: PackJudge;
  readonly #queue: FairQueue<DeviceId | typeof lists>;
  readonly #budget: CpuBudget;

  /** `wait`: resolves after so many milliseconds. */
  constructor(
    judge: PackJudge,
    cpuMsPerMinute: number,
    wait: (ms: number) => Promise<void> = (ms) => setTimeout(ms),
  ) {
    this.#judge = judge;
    this.#queue = new FairQueue(judge.slots, wait);
    this.#budget = new CpuBudget(cpuMsPerMinute);
  }

  /** Headquarters' word on a pack. Rejects with `OverBudget` where its sender has to wait. */
  receive(pack: ArrivingPack): Promise<Verdict> {
    const { device } = pack.sender;
    return this.#queue.run(device, async (rest) => {
      const waitSeconds = this.waitSeconds(device, pack.nowMs);
      if (waitSeconds > 0) throw new OverBudget(waitSeconds);
      const { verdict, costMs } = await this.#judge.judge(pack);
      this.#budget.spend(device, costMs, pack.nowMs);
      if (costMs > ordinaryMs) rest(costMs * restsFor);
      return verdict;
    });
  }

  /** Makes anew what lists show of these logs, when it is the turn of lists. */
  refresh(logs: readonly LogId[]): Promise<void> {
    return this.#queue.run(lists, () => this.#judge.refresh(logs));
  }

  /**
   * Lets end what is being judged or made anew, and then the judge. Everything that waits or comes later rejects with
   * `ServerStopping`. The store may be closed after this.
   */
  async close(): Promise<void> {
    await this.#queue.close(new ServerStopping());
    await this.#judge.close();
  }

  /** Seconds until a device may bring packs again; 0: now. */
  waitSeconds(device: DeviceId, nowMs: number): number {
    return this.#budget.waitSeconds(device, nowMs);
  }
}
