import type { DeviceId, LogId } from '#domain/ids.ts';
import {
  type LinkMeasurement,
  linkAfterFailure,
  linkAfterResponse,
  nextRoundBudget,
  type RoundBudget,
  unmeasuredLink,
} from '#sync/client/link.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import {
  initialSyncState,
  recheckIntervalMs,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  stepSyncMachine,
} from '#sync/client/sync-machine.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';
import type { LiveStateCell, SuccessorIdentity } from '../api/live-state.ts';
import type { StoreStatus } from '../api/status-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { isDiskFailure, isStorageFull } from '../db/disk-failure.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { requestFullComparison } from '../receive/compare-server-vector.ts';
import type { ServerVectors } from '../receive/relay.ts';
import type { SyncRoundResult } from '../receive/sync-round-result.ts';
import { FormerChainComparison, type ServerChain } from '../recovery/compare-former-chains.ts';
import { PagePrefetch } from './page-prefetch.ts';
import { isWithoutIntake, runSyncRound, type SyncRoundDependencies } from './sync-round.ts';
import { SyncRunMeter } from './sync-runs.ts';

/** True when the person paused sending and receiving before. */
export const readSyncPause = async (db: FieldDatabase): Promise<boolean> =>
  (await readMeta(db, 'paused')) ?? false;

/**
 * Save the pause over a restart. A disk that refuses writes must not prevent a pause: it then lasts until the app
 * closes.
 */
export async function saveSyncPause(db: FieldDatabase, isPaused: boolean): Promise<void> {
  try {
    if ((await readSyncPause(db)) !== isPaused) await putMeta(db, 'paused', isPaused);
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
  }
}

/**
 * Logs with packs that headquarters does not accept from us (a fork, or lost access). Each stops alone while all others
 * continue. It is tried again at the person's request and every five minutes.
 */
export class StoppedLogs {
  readonly #stopped = new Map<LogId, { readonly code: string; readonly atMs: number }>();

  add(logs: ReadonlyMap<LogId, string>, nowMs: number): void {
    for (const [logId, code] of logs) this.#stopped.set(logId, { code, atMs: nowMs });
  }

  tryAllAgain(): void {
    this.#stopped.clear();
  }

  /** Logs that must not be tried now. */
  stoppedAt(nowMs: number): ReadonlySet<LogId> {
    // In both directions: the clock may have been set back.
    for (const [logId, { atMs }] of this.#stopped)
      if (Math.abs(nowMs - atMs) >= recheckIntervalMs) this.#stopped.delete(logId);
    return new Set(this.#stopped.keys());
  }

  /** Code of the first one; null when all logs continue. */
  get firstCode(): string | null {
    const [first] = this.#stopped.values();
    return first?.code ?? null;
  }
}

interface SyncDriverDependencies
  extends Omit<SyncRoundDependencies, 'device' | 'serverVectors' | 'pagePrefetch'> {
  readonly live: LiveStateCell;
  /** Take a new identity (P2); it is adopted once headquarters was asked. */
  readonly renew: () => Promise<void>;
  /** Continue under this identity. */
  readonly adopt: (
    successorIdentity: SuccessorIdentity,
    chains: ReadonlyMap<LogId, ServerChain>,
  ) => Promise<void>;
  readonly alarm: AlarmTimer;
  /** A number in [0, 1). */
  readonly chance: () => number;
  /** Called when the database fails during a sync; the sync then shows as blocked. */
  readonly onBroken: (error: unknown) => void;
}

/** Driver of the sync machine: feeds it events, executes its effects, and shows its status. */
export class SyncDriver {
  readonly #parts: SyncDriverDependencies;
  #state: SyncState;
  /** Null until it was read. */
  #link: LinkMeasurement | null = null;
  /** A request may have arrived without its response: one before the start, or one that failed. */
  #isUnsure = true;
  readonly #meter: SyncRunMeter;
  #running: Promise<void> | null = null;
  #isStopped = false;
  #wake: { readonly atMs: number; readonly callOff: () => void } | null = null;
  readonly #stopped = new StoppedLogs();
  readonly #serverVectors: ServerVectors = new Map();
  readonly #pagePrefetch: PagePrefetch;
  /** Differences between both sides must be looked for again (P3). */
  #isComparisonDue = true;
  /** A new identity is due; the next sync round begins with it. */
  #isForked = false;
  #renewedAtMs: number | null = null;
  /** Comparison under way of the former identity's chains (P2). */
  #comparison: { readonly to: DeviceId; readonly chains: FormerChainComparison } | null = null;

  constructor(parts: SyncDriverDependencies) {
    this.#parts = parts;
    this.#meter = new SyncRunMeter(parts.db, parts.nowMs);
    this.#pagePrefetch = new PagePrefetch(parts.transport);
    const { enrolment, sync } = parts.live.state;
    this.#state = initialSyncState(enrolment !== null, sync.kind === 'paused');
    this.#showStatus();
  }

  /** Start; nothing is sent before. */
  start(): void {
    this.dispatch({ kind: 'due', nowMs: this.#parts.nowMs() });
  }

  dispatch(event: SyncEvent): void {
    if (this.#isStopped) return;
    if (this.#parts.live.state.enrolment === null && event.kind !== 'enrolled') return;
    if (event.kind === 'asked') {
      this.#stopped.tryAllAgain();
      this.#isComparisonDue = true;
    }
    const { state, effects } = stepSyncMachine(this.#state, event);
    this.#state = state;
    for (const syncEffect of effects) this.#execute(syncEffect);
    this.#showStatus();
  }

  /** Start nothing more; ends after the request under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#forgetWake();
    await this.#running;
    await this.#pagePrefetch.discardPage();
  }

  #execute(syncEffect: SyncEffect): void {
    switch (syncEffect.kind) {
      case 'exchange':
        this.#forgetWake();
        this.#running = this.#runRound().catch((error: unknown) => this.#failRun(error));
        return;
      case 'wakeAt':
        this.#wakeAt(syncEffect.atMs);
    }
  }

  async #runRound(): Promise<void> {
    const { nowMs } = this.#parts;
    await this.#meter.begin();
    this.#showStatus();
    if (this.#isForked) await this.#renewIdentity();
    if (this.#isComparisonDue) await this.#requestComparison();
    const linkMeasurement = (this.#link ??= (await readMeta(this.#parts.db, 'link')) ?? unmeasuredLink);
    const roundBudget = nextRoundBudget(linkMeasurement, nowMs());
    const roundResult = (await this.#compareFormerChains(roundBudget)) ?? (await this.#exchange(roundBudget));
    await this.#meter.add(roundResult.traffic);
    await this.#measureLink(roundResult, linkMeasurement);
    const event = this.#eventOf(roundResult);
    // A run ends when the machine is idle; a write meanwhile continues it.
    const goesOn = stepSyncMachine(this.#state, event).state.kind === 'pushing';
    if (!goesOn) await this.#endRun(roundResult);
    this.dispatch(event);
  }

  /**
   * Ask headquarters about the former identity before anything is sent under the new one, which is then adopted (P2).
   * @returns null when there is no new identity, or none any more.
   */
  async #compareFormerChains(roundBudget: RoundBudget): Promise<SyncRoundResult | null> {
    const { device, successor } = this.#parts.live.state;
    if (successor === null) return null;
    if (this.#comparison?.to !== successor.device)
      this.#comparison = {
        to: successor.device,
        chains: new FormerChainComparison(device, successor),
      };
    const { chains } = this.#comparison;
    const roundResult = await chains.runRound(this.#parts, roundBudget);
    if (roundResult !== null) return roundResult;
    await this.#parts.adopt(successor, chains.chains);
    this.#comparison = null;
    return null;
  }

  async #exchange(roundBudget: RoundBudget): Promise<SyncRoundResult> {
    const { nowMs } = this.#parts;
    const { device } = this.#parts.live.state;
    const parts = {
      ...this.#parts,
      device,
      serverVectors: this.#serverVectors,
      pagePrefetch: this.#pagePrefetch,
    };
    const stoppedLogIds = this.#stopped.stoppedAt(nowMs());
    const roundResult = await runSyncRound(
      parts,
      roundBudget,
      stoppedLogIds,
      this.#meter.roundTrips,
      this.#isUnsure,
    );
    this.#isUnsure = roundResult.kind === 'failed' && !isWithoutIntake(roundResult);
    return roundResult;
  }

  async #renewIdentity(): Promise<void> {
    await this.#parts.renew();
    this.#isForked = false;
    this.#renewedAtMs = this.#parts.nowMs();
  }

  async #requestComparison(): Promise<void> {
    const { mutex, db } = this.#parts;
    this.#isComparisonDue = false;
    await mutex(() => requestFullComparison(db));
  }

  /** The link measurement is saved, so that a crash does not lose it. */
  async #measureLink(roundResult: SyncRoundResult, linkMeasurement: LinkMeasurement): Promise<void> {
    const { db, nowMs } = this.#parts;
    if (roundResult.kind === 'failed') this.#link = linkAfterFailure(linkMeasurement);
    else if (roundResult.kind === 'answered')
      this.#link = linkAfterResponse(linkMeasurement, {
        bytes: roundResult.textBytes,
        tookMs: roundResult.tookMs,
        endedAtMs: nowMs(),
      });
    if (this.#link !== null && this.#link !== linkMeasurement) await putMeta(db, 'link', this.#link);
  }

  #eventOf(roundResult: SyncRoundResult): SyncEvent {
    const nowMs = this.#parts.nowMs();
    switch (roundResult.kind) {
      case 'failed':
        return { kind: 'failed', code: roundResult.code, nowMs, chance: this.#parts.chance() };
      case 'refused':
        return { kind: 'refused', code: roundResult.code, nowMs };
      case 'answered': {
        const { left, stopped } = roundResult;
        this.#isForked = this.#mayRenew(nowMs) && [...stopped.values()].includes('fork');
        const isHealing = ([, code]: readonly [LogId, string]): boolean => this.#isForked && code === 'fork';
        this.#stopped.add(new Map([...stopped].filter((logId) => !isHealing(logId))), nowMs);
        return { kind: 'answered', left: left || this.#isForked, nowMs };
      }
    }
  }

  /** A fork right after a renewal would not be healed by yet another identity. */
  #mayRenew(nowMs: number): boolean {
    return this.#renewedAtMs === null || Math.abs(nowMs - this.#renewedAtMs) >= recheckIntervalMs;
  }

  async #endRun(roundResult: SyncRoundResult): Promise<void> {
    // By the next run it may have changed.
    this.#serverVectors.clear();
    await this.#pagePrefetch.discardPage();
    const outcome = runOutcomes[roundResult.kind];
    const code = roundResult.kind === 'answered' ? this.#stopped.firstCode : roundResult.code;
    const isRefused = roundResult.kind === 'answered' && code !== null;
    await this.#meter.end(isRefused ? 'refused' : outcome, code);
  }

  #failRun(error: unknown): void {
    this.#meter.drop();
    // A disk that refuses writes stops the sync and not the app: existing rows can still be read and exported.
    if (!isStorageFull(error)) this.#parts.onBroken(error);
    this.dispatch({ kind: 'refused', code: 'store' satisfies LaptopOwnCode, nowMs: this.#parts.nowMs() });
  }

  #wakeAt(atMs: number): void {
    if (this.#wake !== null && this.#wake.atMs <= atMs) return;
    this.#forgetWake();
    const callOff = this.#parts.alarm.at(atMs, () => {
      this.#wake = null;
      this.dispatch({ kind: 'due', nowMs: this.#parts.nowMs() });
    });
    this.#wake = { atMs, callOff };
  }

  #forgetWake(): void {
    this.#wake?.callOff();
    this.#wake = null;
  }

  #showStatus(): void {
    this.#parts.live.change({ sync: this.#shown() });
  }

  /** While a log is stopped the person sees that, also when all others are idle. */
  #shown(): StoreStatus['sync'] {
    const state = this.#state;
    if (state.kind === 'pushing')
      return { kind: 'pushing', pauses: state.pauses, progress: this.#meter.progress };
    const code = this.#stopped.firstCode;
    return state.kind === 'idle' && code !== null ? { kind: 'blocked', code } : state;
  }
}

const runOutcomes = { answered: 'done', failed: 'interrupted', refused: 'refused' } as const;
