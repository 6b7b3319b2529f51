import { setTimeout } from 'node:timers/promises';
import type { IntakeWarnings } from '#api/console-api.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import { unknownRoom } from '../db/disk-room.ts';
import { operatorSentenceOf, storeFailureOf } from '../db/store-health.ts';
import { payloadTextOf } from '../log/receive-pack.ts';
import type { DueBatch, DueDocument } from '../projections/load-documents.ts';
import { generousIntakeQuota, PackIntake } from './pack-intake.ts';
import { type ArrivingPack, type PackJudge, type RefreshedPart, ServerStopping } from './pack-judge.ts';
import { UsageBudget } from './usage-budget.ts';

/** Queue of all packs from devices: in turns, and within the budget of the device that brings them. */
export class PackJudgingQueue {
  readonly #judge: PackJudge;
  readonly #queue: FairQueue<DeviceId | typeof listRefreshOwner | typeof backgroundOwner>;
  readonly #budget: UsageBudget<DeviceId>;
  readonly #intake: PackIntake;
  #isComputing = false;

  /**
   * @param wait resolves after the given milliseconds
   * @param packIntake bounds of the bytes that packs add to the store
   */
  constructor(
    packJudge: PackJudge,
    cpuMsPerMinute: number,
    wait: (ms: number) => Promise<void> = (ms) => setTimeout(ms),
    packIntake: PackIntake = new PackIntake(generousIntakeQuota, unknownRoom),
  ) {
    this.#judge = packJudge;
    this.#intake = packIntake;
    this.#queue = new FairQueue(packJudge.slots, wait);
    this.#budget = new UsageBudget(cpuMsPerMinute, budgetMinuteMs);
  }

  /**
   * Return the verdict on a pack. Rejects with `CpuBudgetExceeded` or `IntakeQuotaExceeded` when its sender has to wait,
   * and with `StoreFailedError` where the disk has too little room for it.
   */
  receive({ person, ...pack }: BroughtPack): Promise<Verdict> {
    const { device } = pack.sender;
    const { nowMs } = pack;
    return this.#queue.run(device, async (restAfterTask) => {
      const waitSeconds = this.waitSeconds(device, nowMs);
      if (waitSeconds > 0) throw new CpuBudgetExceeded(waitSeconds);
      const bytes = payloadTextOf(pack.item).length;
      const keepsRefused = await this.#intake.admit(person, bytes, nowMs);
      const { verdict, newDocuments, costMs } = await this.#judge.judge({ ...pack, keepsRefused });
      this.#budget.spend(device, costMs, nowMs);
      this.#intake.count(person, { bytes, verdict, newDocuments, keepsRefused }, nowMs);
      if (costMs > ordinaryPackMs) restAfterTask(costMs * restFactor);
      return verdict;
    });
  }

  /** Refresh a part of the projections of these logs, step by step: between steps, waiting packs have their turn. */
  async refresh(logIds: readonly LogId[], refreshedPart: RefreshedPart): Promise<void> {
    if (logIds.length === 0) return;
    await this.#runSteps(listRefreshOwner, (after) => this.#judge.refresh(logIds, refreshedPart, after));
  }

  /**
   * Compute all due projections in the background, batch by batch; once at a time. A failure ends it, and the next call
   * starts again.
   */
  computeDue(): void {
    if (this.#isComputing) return;
    this.#isComputing = true;
    const end = (): void => {
      this.#isComputing = false;
    };
    const computed = this.#runSteps(backgroundOwner, (after) => this.#judge.refreshDue(after));
    void computed.then(end, (error: unknown) => {
      end();
      if (error instanceof ServerStopping) return;
      const storeFailure = storeFailureOf(error);
      const name = error instanceof Error ? error.name : 'unknown';
      console.error(
        `figures: not computed (${storeFailure === null ? name : operatorSentenceOf(storeFailure)})`,
      );
    });
  }

  /** Run the steps of a refresh, each as a task of its own. */
  async #runSteps(
    owner: typeof listRefreshOwner | typeof backgroundOwner,
    step: (after: DueDocument | null) => Promise<DueBatch>,
  ): Promise<void> {
    let after: DueDocument | null = null;
    do {
      const from: DueDocument | null = after;
      const dueBatch: DueBatch = await this.#queue.run(owner, () => step(from));
      after = dueBatch.last;
    } while (after !== null);
  }

  /**
   * Finish running tasks, then close the judge. Waiting and later tasks reject with `ServerStopping`. The store may be
   * closed afterwards.
   */
  async close(): Promise<void> {
    await this.#queue.close(new ServerStopping());
    await this.#judge.close();
  }

  /** Return the seconds until a device may bring packs again; 0: now. */
  waitSeconds(deviceId: DeviceId, nowMs: number): number {
    return this.#budget.waitSeconds(deviceId, nowMs);
  }

  /** Return the seconds until a person's laptops may bring packs again by their quota of bytes; 0: now. */
  quotaWaitSeconds(personId: PersonId, nowMs: number): number {
    return this.#intake.waitSeconds(personId, nowMs);
  }

  /** Return the reasons why less than usual is taken now. */
  warnings(nowMs: number): Promise<IntakeWarnings> {
    return this.#intake.warnings(nowMs);
  }
}

/** Pause the owner of a task after it, in milliseconds: waiting owners go first. */
type RestAfterTask = (ms: number) => void;

interface QueuedTask {
  /** Run the task; resolves to its owner's pause in milliseconds, and never rejects. */
  readonly start: () => Promise<number>;
  readonly refuse: (refusal: Error) => void;
}

/**
 * Queue that runs tasks of many owners, at most `slots` at a time and at most one of each owner. Owners take turns, one
 * task each; the tasks of one owner run in order. So a task waits for at most one task of every other owner, however
 * many these have.
 */
export class FairQueue<Owner> {
  readonly #slots: number;
  readonly #wait: (ms: number) => Promise<void>;
  /** Owners in the order of their turns. */
  readonly #waiting = new Map<Owner, QueuedTask[]>();
  /** Owners with a running task, or resting after one. */
  readonly #busy = new Set<Owner>();
  #running = 0;
  /** Error for all tasks once the queue is closed. */
  #refusal: Error | null = null;
  #onIdle = (): void => undefined;

  constructor(slots: number, wait: (ms: number) => Promise<void>) {
    this.#slots = slots;
    this.#wait = wait;
  }

  /** Run a task at its turn. Settles as the task does; rejects with the refusal of `close`. */
  run<T>(owner: Owner, task: (restAfterTask: RestAfterTask) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#refusal !== null) return reject(this.#refusal);
      const queuedTasks = this.#waiting.get(owner) ?? [];
      this.#waiting.set(owner, queuedTasks);
      const start = async (): Promise<number> => {
        let restMs = 0;
        const restAfterTask: RestAfterTask = (ms) => {
          restMs = ms;
        };
        await task(restAfterTask).then(resolve, reject);
        return restMs;
      };
      queuedTasks.push({ start, refuse: reject });
      return this.#runNext();
    });
  }

  /** Reject every waiting and later task with `refusal`. Resolves when the running ones have ended. */
  async close(refusal: Error): Promise<void> {
    this.#refusal = refusal;
    const waitingTasks = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const { refuse } of waitingTasks) refuse(refusal);
    if (this.#running === 0) return;
    const others = this.#onIdle;
    await new Promise<void>((resolve) => {
      this.#onIdle = () => {
        others();
        resolve();
      };
    });
  }

  #runNext(): void {
    if (this.#running >= this.#slots) return;
    for (const [owner, [queuedTask, ...otherTasks]] of this.#waiting) {
      if (this.#busy.has(owner) || queuedTask === undefined) continue;
      this.#waiting.set(owner, otherTasks);
      this.#busy.add(owner);
      this.#running += 1;
      void queuedTask.start().then((restMs) => this.#end(owner, restMs));
      return this.#runNext();
    }
  }

  async #end(owner: Owner, restMs: number): Promise<void> {
    this.#running -= 1;
    if (this.#running === 0) this.#onIdle();
    this.#runNext();
    if (restMs > 0) await this.#wait(restMs);
    // Waiting owners came before the next task of this one.
    const otherTasks = this.#waiting.get(owner) ?? [];
    this.#waiting.delete(owner);
    if (otherTasks.length > 0) this.#waiting.set(owner, otherTasks);
    this.#busy.delete(owner);
    this.#runNext();
  }
}

/** Time in which a device's processor budget fills up. */
const budgetMinuteMs = 60_000;

/**
 * Thrown when the device that brought a pack has used up its budget. Nothing was judged, and the pack may come again
 * later.
 */
export class CpuBudgetExceeded extends Error {
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super('The device has used up its processor time');
    this.waitSeconds = waitSeconds;
  }
}

/** 15 s of a processor in a minute are 1,500 ordinary packs: weeks of field work. */
export const generousCpuMsPerMinute = 15_000;

/**
 * Longest time of an ordinary pack. A device pauses after a slower one, so that it uses at most a quarter of the time.
 */
const ordinaryPackMs = 10;
const restFactor = 3;

/** Owner of list refreshes, which take turns with the devices. */
const listRefreshOwner = 'lists';
/** Owner of the computation in the background, with a turn of its own. */
const backgroundOwner = 'background';

/** Pack as it arrives, with the person of the device that brought it. */
interface BroughtPack extends Omit<ArrivingPack, 'keepsRefused'> {
  readonly person: PersonId;
}
